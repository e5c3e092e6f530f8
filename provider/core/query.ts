import type { TaskState } from "./listing/task";

/** Which download tasks are meant, every default found and every time one number. */
export interface TaskSelection {
  regionCode: string;
  instanceName: string;
  datasourceId?: string;
  clusterName?: string;
  backupSetId?: string;
  taskType?: "full" | "pitr";
  /** Creation time, milliseconds since the epoch, inclusive. */
  startTime?: number;
  /** Creation time, milliseconds since the epoch, inclusive. */
  endTime?: number;
  /** Kept by the client: the API has no such filter. */
  taskIds?: readonly string[];
  network?: "public" | "vpc";
}

/** One read of a task list. */
export interface TaskQuery extends TaskSelection {
  state?: TaskState;
  orderColumn: "gmt_create";
  orderDirect: "asc" | "desc";
  /** Given: exactly that page. Absent: all pages. */
  currentPage?: number;
  pageSize: number;
  maxRetries: number;
  /** Milliseconds for the whole read. */
  timeout: number;
  /** Milliseconds for one exchange with the service, connecting included. */
  callTimeout: number;
}

/** When a gate opens, and when it fails. */
export interface TaskCondition {
  require: "latest" | "all" | "any";
  /** The selection must hold at least so many tasks. */
  minTasks: number;
  failOn: readonly TaskState[];
  /** Milliseconds for which a named task may not be listed yet. */
  notFoundTimeout: number;
  taskIds?: readonly string[];
}

/** What a gate waits for, and how long. */
export interface GateRequest {
  selection: TaskSelection;
  condition: TaskCondition;
  /** Milliseconds; 0 means exactly one look. */
  timeout: number;
  /** The longest time between two looks, milliseconds. */
  pollInterval: number;
}
