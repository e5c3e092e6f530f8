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

/** One argument of a list, as the API knows it. */
interface ListArgument {
  /** Its name on the wire; `null` for an argument that is not sent. */
  wire: string | null;
  /**
   * `place`: names the list; `filter`: leaves tasks out of it; `paging`: says which part of it comes in which order;
   * `route`: says how the service is reached
   */
  role: "place" | "filter" | "paging" | "route";
}

/** The arguments that select tasks. Another one of these is another selection, a route aside. */
export const SELECTION_ARGUMENTS = {
  regionCode: { wire: "RegionCode", role: "place" },
  instanceName: { wire: "InstanceName", role: "place" },
  datasourceId: { wire: "DatasourceId", role: "place" },
  clusterName: { wire: "ClusterName", role: "filter" },
  backupSetId: { wire: "BackupSetId", role: "filter" },
  taskType: { wire: "TaskType", role: "filter" },
  startTime: { wire: "StartTime", role: "filter" },
  endTime: { wire: "EndTime", role: "filter" },
  taskIds: { wire: null, role: "filter" },
  network: { wire: null, role: "route" },
} as const satisfies Record<keyof TaskSelection, ListArgument>;

/** The arguments of a list: what selects tasks, and what only a list has. */
export const LIST_ARGUMENTS = {
  state: { wire: "State", role: "filter" },
  ...SELECTION_ARGUMENTS,
  orderColumn: { wire: "OrderColumn", role: "paging" },
  orderDirect: { wire: "OrderDirect", role: "paging" },
  currentPage: { wire: "CurrentPage", role: "paging" },
  pageSize: { wire: "PageSize", role: "paging" },
} as const satisfies Record<Exclude<keyof TaskQuery, "maxRetries" | "timeout" | "callTimeout">, ListArgument>;

/** Names the arguments of a table for which `test` holds, in the table's order. */
export function argumentNames<Name extends string>(
  table: Readonly<Record<Name, ListArgument>>,
  test: (argument: ListArgument) => boolean = () => true,
): Name[] {
  return (Object.keys(table) as Name[]).filter((name) => test(table[name]));
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
