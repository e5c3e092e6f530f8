import type * as pulumi from "@pulumi/pulumi";
import type { Duration } from "../../provider/core/arguments/duration";
import type { DownloadTaskDetails, TaskState } from "../../provider/core/listing/task";
import { callSite } from "./callSite";
import type { InputOf } from "./inputs/inputOf";
import type { TaskSelectionArgs } from "./inputs/taskSelectionArgs";
import { type Reading, read } from "./reads/read";
import { readOutput } from "./reads/readOutput";

let loading: Promise<typeof import("../../provider/operations/listTasks")> | undefined;

const READING: Reading<GetDownloadTasksArgs, GetDownloadTasksResult> = {
  name: "getDownloadTasks",
  async read(args, caller, signal) {
    loading ??= import("../../provider/operations/listTasks");
    const { listTasks, taskListResult } = await loading;
    return taskListResult(await listTasks(args, caller, signal));
  },
};

/**
 * Arguments that say which download tasks to read, and how. Their meaning to the service is taken from the API's
 * reference page (DescribeDownloadTask, DBS 2021-01-01).
 */
export interface GetDownloadTasksArgs extends TaskSelectionArgs {
  /** Selects only tasks in this state. Default: any state. */
  state?: TaskState;
  /** Sort column. Default: `gmt_create`, the creation time. The API has no other. */
  orderColumn?: "gmt_create";
  /** Order by creation time. Default: `desc`, newest first. */
  orderDirect?: "asc" | "desc";
  /**
   * Number of the single page to read, counted from 1. The result is that page as the service returns it. Can't be
   * combined with `taskIds`. Default: all pages, as one exact snapshot.
   */
  currentPage?: number;
  /** Number of tasks that one call requests. Default: 100. The result holds the page size that the service used. */
  pageSize?: number;
  /** Maximum retries of one call. An answer that is not valid is retried twice at most. Default: 5. */
  maxRetries?: number;
  /** Maximum time for the whole read, with all pages and retries. Default: 2 minutes. */
  timeout?: Duration;
  /**
   * Maximum time for one exchange with the service, including the time to connect, but not the time spent waiting for
   * one of the eight connections. Default: 30 seconds.
   */
  callTimeout?: Duration;
}

/** The arguments as a program's inputs; see {@link GetDownloadTasksArgs}. */
export type GetDownloadTasksOutputArgs = {
  [K in keyof GetDownloadTasksArgs]?: InputOf<GetDownloadTasksArgs[K]>;
};

/** Arguments that a result does not repeat, or repeats in another form. The limits are not repeated. */
type NotEchoed = "maxRetries" | "timeout" | "callTimeout" | "orderColumn" | "startTime" | "endTime" | "taskIds";

/** A task list, and the arguments that selected it. */
export interface GetDownloadTasksResult extends Omit<GetDownloadTasksArgs, NotEchoed> {
  /** Hash of region, instance and the tasks' ids. Depends on nothing else. */
  id: string;
  /** The tasks' ids, in the order of `tasks`. */
  ids: string[];
  /** The tasks, by creation time in the order of `orderDirect`. */
  tasks: DownloadTaskDetails[];
  /** Number of `tasks`. With `currentPage`, the total that the service reports; absent if it reports none. */
  totalElements?: number;
  /** Number of pages of size `pageSize` that `tasks` fill. With `currentPage`, the number that the service reports. */
  totalPages?: number;
  /** Page number, counted from 1. Without `currentPage` it is 1. */
  pageNumber?: number;
  /** Page size that the service used, which may differ from the requested one. */
  pageSize?: number;
  /** `Data.Extra` of the answer, unchanged. */
  extra?: unknown;
  /** Request id of the last answer. */
  requestId?: string;
  /** Region of the instance. */
  regionCode: string;
  /** The database instance. */
  instanceName: string;
  /** The argument `startTime`, rounded down to the whole second, as ISO 8601 UTC with milliseconds. */
  startTime?: string;
  /** The argument `endTime`, as ISO 8601 UTC with milliseconds. */
  endTime?: string;
  orderColumn: string;
  orderDirect: "asc" | "desc";
  taskIds?: string[];
}

/**
 * Reads the download tasks of a database instance. All pages together form one exact snapshot, which contains every
 * task that matched during the whole read exactly once. Also works in plain Node.js, outside a Pulumi program.
 *
 * @param opts - with a `provider` of this package, or a `parent` that passes one on, the plugin makes the call, as that
 *   provider's identity. Else credentials and endpoint come from configuration
 * @throws DbsError with one of these kinds in `error.kind`: `arguments` (every problem at once, before anything is
 *   sent; or an argument that the service refused), `credentials`, `denied`, `throttled`, `unavailable`, `timeout`,
 *   `protocol`, `unsettled`, `taskNotFound`, `cancelled` (by {@link withSignal})
 */
export async function getDownloadTasks(
  args: GetDownloadTasksArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetDownloadTasksResult> {
  return await read(READING, args, opts, callSite(getDownloadTasks));
}

/**
 * Does the same as {@link getDownloadTasks}, with arguments that may be outputs. In a preview, the result is unknown if
 * an argument is unknown. It is also unknown if a resource in `dependsOn`, or a resource inside a component in
 * `dependsOn`, has yet to be created.
 *
 * An argument that selects tasks and is given as an Output or Promise must come to a value. If it resolves to
 * `undefined` outside a preview, the result fails with an error of kind `arguments` that names it.
 */
export function getDownloadTasksOutput(
  args: GetDownloadTasksOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDownloadTasksResult> {
  return readOutput(READING, args, opts, callSite(getDownloadTasksOutput));
}
