import type { TaskState } from "./listing/task";

/** The download tasks that a list or a gate is about. Defaults are filled in, and every time is a number. */
export interface TaskSelection {
  regionCode: string;
  instanceName: string;
  datasourceId?: string;
  clusterName?: string;
  backupSetId?: string;
  taskType?: "full" | "pitr";
  /** Earliest creation time, milliseconds since the epoch, inclusive. */
  startTime?: number;
  /** Latest creation time, milliseconds since the epoch, inclusive. */
  endTime?: number;
  /** Applied by the client, because the API has no such filter. */
  taskIds?: readonly string[];
  network?: "public" | "vpc";
}

/** One read of a task list. */
export interface TaskQuery extends TaskSelection {
  state?: TaskState;
  orderColumn: "gmt_create";
  orderDirect: "asc" | "desc";
  /** The single page to read. If absent, all pages are read. */
  currentPage?: number;
  pageSize: number;
  maxRetries: number;
  /** Milliseconds allowed for the whole read. */
  timeout: number;
  /** Milliseconds allowed for one exchange with the service, including the time to connect. */
  callTimeout: number;
}

/** One argument of a list, and the part it plays in an API request. */
interface ListArgument {
  /** Name of the argument in a request; `null` if it is not sent. */
  wire: string | null;
  /**
   * - `place`: identifies the list
   * - `filter`: leaves tasks out of the list
   * - `paging`: sets the order of the list and the part of it to read
   * - `route`: says how to reach the service
   */
  role: "place" | "filter" | "paging" | "route";
}

/** The arguments that select tasks. Changing any of them, other than a `route`, makes it a different selection. */
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

/** All arguments of a list: the selection arguments, and those that only a list has. */
export const LIST_ARGUMENTS = {
  state: { wire: "State", role: "filter" },
  ...SELECTION_ARGUMENTS,
  orderColumn: { wire: "OrderColumn", role: "paging" },
  orderDirect: { wire: "OrderDirect", role: "paging" },
  currentPage: { wire: "CurrentPage", role: "paging" },
  pageSize: { wire: "PageSize", role: "paging" },
} as const satisfies Record<Exclude<keyof TaskQuery, "maxRetries" | "timeout" | "callTimeout">, ListArgument>;

/** Returns the names of the arguments in a table that pass `test`, in the table's order. */
export function argumentNames<Name extends string>(
  table: Readonly<Record<Name, ListArgument>>,
  test: (argument: ListArgument) => boolean = () => true,
): Name[] {
  return (Object.keys(table) as Name[]).filter((name) => test(table[name]));
}

/** The rules by which a gate opens or fails. */
export interface TaskCondition {
  require: "latest" | "all" | "any";
  /** Minimum number of tasks in the selection. */
  minTasks: number;
  failOn: readonly TaskState[];
  /** Milliseconds for which a named task may be missing from the list. */
  notFoundTimeout: number;
  taskIds?: readonly string[];
}

/** The tasks and the condition that a gate waits for, and how long it waits. */
export interface GateRequest {
  selection: TaskSelection;
  condition: TaskCondition;
  /** Milliseconds; 0 means exactly one look. */
  timeout: number;
  /** Maximum milliseconds between two looks. */
  pollInterval: number;
  /** Maximum number of retries of each failed task. Default: 0 */
  taskRetries?: number;
}
