import * as pulumi from "@pulumi/pulumi";
import type { Duration } from "../../provider/core/arguments/duration";
import type { DownloadTaskDetails, TaskState } from "../../provider/core/listing/task";
import { omitUndefined } from "../../provider/core/omitUndefined";
import type { TaskList } from "../../provider/operations/listTasks";
import type { InputOf } from "./inputs/inputOf";
import { known } from "./inputs/known";
import type { TaskSelectionArgs } from "./inputs/taskSelectionArgs";
import { timeInput } from "./inputs/valueInput";
import { programCaller } from "./programCaller";
import { underMocks } from "./underMocks";

const TOKEN = "alicloud-dbs:index:getDownloadTasks";

let loading: Promise<typeof import("../../provider/operations/listTasks")> | undefined;

/** Which download tasks to read, and how. Facts come from the API's reference page (DescribeDownloadTask, DBS 2021-01-01). */
export interface GetDownloadTasksArgs extends TaskSelectionArgs {
  /** Only tasks in this state. */
  state?: TaskState;
  /** The only one there is, and the default. */
  orderColumn?: "gmt_create";
  /** By creation time. Default: `desc`, the newest first. */
  orderDirect?: "asc" | "desc";
  /** Given: exactly that page (from 1), as the service says it is. Absent: all pages, as one exact snapshot. */
  currentPage?: number;
  /** Tasks a call asks for. Default: 100. The result tells what the service made of it. */
  pageSize?: number;
  /** Retries of one call. Default: 5. */
  maxRetries?: number;
  /** Time for the whole read. Default: two minutes. */
  timeout?: Duration;
  /** Time for one exchange with the service, connecting included. Default: 30 seconds. */
  callTimeout?: Duration;
}

/** The arguments as a program's inputs; see {@link GetDownloadTasksArgs}. */
export type GetDownloadTasksOutputArgs = {
  [K in keyof GetDownloadTasksArgs]?: InputOf<GetDownloadTasksArgs[K]>;
};

/** What a read is given and its result does not repeat: its limits, and what has another form there. */
type NotEchoed = "maxRetries" | "timeout" | "callTimeout" | "orderColumn" | "startTime" | "endTime" | "taskIds";

/** A task list, and the arguments that selected it. */
export interface GetDownloadTasksResult extends Omit<GetDownloadTasksArgs, NotEchoed> {
  /** Depends on instance, region and the tasks' ids alone. */
  id: string;
  /** The tasks' ids, in the order of `tasks`. */
  ids: string[];
  /** By creation time, in the order of `orderDirect`. */
  tasks: DownloadTaskDetails[];
  /** All pages: the number of `tasks`. One page: what the service says; absent where it says nothing. */
  totalElements?: number;
  /** All pages: how many pages of `pageSize` the tasks fill. One page: what the service says. */
  totalPages?: number;
  /** From 1. */
  pageNumber?: number;
  /** What the service made of the page size that was asked for. */
  pageSize?: number;
  /** `Data.Extra` of the answer, as it came. */
  extra?: unknown;
  /** Of the last answer. */
  requestId?: string;
  regionCode: string;
  instanceName: string;
  /** ISO 8601 UTC with milliseconds. */
  startTime?: string;
  /** ISO 8601 UTC with milliseconds. */
  endTime?: string;
  orderColumn: string;
  orderDirect: "asc" | "desc";
  taskIds?: string[];
}

/**
 * Reads the download tasks of a database instance, all pages as one exact snapshot: every task that matched during the
 * whole read is there exactly once. Works in plain Node as well, outside a Pulumi program.
 *
 * @param opts - goes to the mocks of `pulumi.runtime.setMocks`; a read has no other use for it, since credentials and
 *   endpoint come from configuration and not from a provider
 * @throws DbsError - `error.kind` tells which: `arguments` (every problem at once, before anything is sent; or what the
 *   service refused),
 *   `credentials`, `denied`, `throttled`, `unavailable`, `timeout`, `protocol`, `unsettled`, `taskNotFound`
 */
export async function getDownloadTasks(
  args: GetDownloadTasksArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetDownloadTasksResult> {
  if (underMocks()) {
    const inputs = { ...args, startTime: timeInput(args?.startTime), endTime: timeInput(args?.endTime) };
    return await pulumi.runtime.invoke(TOKEN, inputs, opts);
  }
  const caller = await programCaller();
  loading ??= import("../../provider/operations/listTasks");
  const { listTasks } = await loading;
  return toResult(await listTasks(args, caller));
}

/**
 * {@link getDownloadTasks} for inputs that are known only later. In a preview the result is unknown while an argument is,
 * or while a resource of `dependsOn`, or one within a component of it, is yet to be created.
 */
export function getDownloadTasksOutput(
  args: GetDownloadTasksOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDownloadTasksResult> {
  const { dependsOn, ...invokeOptions } = opts ?? {};
  const given = { ...args, startTime: timeInput(args?.startTime), endTime: timeInput(args?.endTime) };
  return pulumi
    .all([pulumi.output(given), known(dependsOn)])
    .apply(([inputs]) => getDownloadTasks(inputs as GetDownloadTasksArgs, invokeOptions));
}

function toResult({ query, ...list }: TaskList): GetDownloadTasksResult {
  const {
    timeout: _timeout,
    callTimeout: _callTimeout,
    maxRetries: _maxRetries,
    startTime,
    endTime,
    taskIds,
    ...echoed
  } = query;
  return {
    ...echoed,
    ...omitUndefined({ startTime: isoText(startTime), endTime: isoText(endTime), taskIds: taskIds && [...taskIds] }),
    ...list,
    ids: list.tasks.map((task) => task.taskId),
  };
}

function isoText(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString();
}
