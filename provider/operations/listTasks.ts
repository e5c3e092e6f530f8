import { createHash } from "node:crypto";
import type { Caller, Connection } from "../connection/caller";
import { withRegion } from "../connection/withRegion";
import { parseListArguments } from "../core/arguments/listArguments";
import { argumentsError } from "../core/arguments/parseArguments";
import { DbsError } from "../core/errors";
import type { DownloadTaskDetails } from "../core/listing/task";
import type { SeenTasks } from "../core/listing/taskCollector";
import { omitUndefined } from "../core/omitUndefined";
import { argumentNames, LIST_ARGUMENTS, type TaskQuery } from "../core/query";
import { createRetryQuota } from "../wire/rpc/retryQuota";
import { describeDownloadTask } from "./describeDownloadTask";
import { type ReadOptions, readAllPages, readOnePage } from "./readTasks";

/** Result of reading a task list: the tasks, the counts of the list, and the query that was read. */
export interface TaskList {
  query: TaskQuery;
  tasks: DownloadTaskDetails[];
  totalElements?: number;
  totalPages?: number;
  pageNumber?: number;
  pageSize?: number;
  extra?: unknown;
  requestId?: string;
  /** Hash of region, instance and task ids. Depends on nothing else. */
  id: string;
}

/**
 * Reads a task list.
 * @param args - the user's arguments, not yet validated
 * @param signal - ends the read with an error of kind `cancelled`
 * @throws DbsError; of kind `arguments`, and before anything is sent, if the arguments are invalid
 */
export async function listTasks(args: object, caller: Caller, signal?: AbortSignal): Promise<TaskList> {
  const { value: query, issues } = parseListArguments(await withRegion(args ?? {}, caller.defaultRegion));
  if (query === undefined) {
    throw argumentsError("getDownloadTasks", issues);
  }
  const connection = caller.connect(query);
  // The pages of one read share a quota. It allows the `maxRetries` of a single call, however many the user wants.
  const options = { adjustable: true, signal, quota: createRetryQuota(query.maxRetries) };
  const list =
    query.currentPage === undefined
      ? await readList(query, connection, options)
      : await readOnePage({ ...query, currentPage: query.currentPage }, connection, options);
  return { ...list, query, id: listId(query, list.tasks) };
}

/** Returns a list as users get it: the arguments that selected it, without the limits, and what was read. */
export function taskListResult({ query, ...list }: TaskList) {
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

async function readList(query: TaskQuery, connection: Connection, options: ReadOptions) {
  const { taskIds } = query;
  const enough = taskIds && ((seen: SeenTasks) => taskIds.every((id) => seen.has(id)));
  const snapshot = await readAllPages(query, connection, { ...options, ...(enough && { enough }) });
  const newestFirst = taskIds === undefined ? snapshot.tasks : named(taskIds, snapshot, query);
  const tasks = query.orderDirect === "desc" ? newestFirst : newestFirst.reverse();
  const { pageSize, requestId, extra } = snapshot;
  return {
    tasks,
    totalElements: tasks.length,
    totalPages: Math.ceil(tasks.length / pageSize),
    pageNumber: 1,
    pageSize,
    ...omitUndefined({ extra, requestId }),
  };
}

/** Arguments that can keep an existing task out of the service's answer. */
const FILTERS = argumentNames(LIST_ARGUMENTS, ({ wire, role }) => role === "filter" && wire !== null);

/** Returns the named tasks, in the order of the list. */
function named(
  taskIds: readonly string[],
  { tasks, requestId }: Pick<TaskList, "tasks" | "requestId">,
  query: TaskQuery,
): DownloadTaskDetails[] {
  const wanted = new Set(taskIds);
  const found = tasks.filter((task) => wanted.has(task.taskId));
  const foundIds = new Set(found.map((task) => task.taskId));
  const missing = taskIds.filter((id) => !foundIds.has(id));
  if (missing.length > 0) {
    const { regionCode, instanceName } = query;
    const filters = FILTERS.filter((name) => query[name] !== undefined);
    const isListed = missing.length === 1 ? "is not listed" : "are not listed";
    const filtered =
      filters.length === 0 ? "" : ` with the ${filters.length === 1 ? "filter" : "filters"} ${filters.join(", ")}`;
    const advice = `Check the ids, the instance and the region${filters.length === 0 ? "" : ", or remove the filters"}`;
    const { action } = describeDownloadTask;
    throw new DbsError(
      "taskNotFound",
      `${action} in ${regionCode}: ${missing.join(", ")} ${isListed} for ${instanceName}${filtered}. ${advice}`,
      { operation: action, region: regionCode, requestId },
    );
  }
  return found;
}

function listId({ regionCode, instanceName }: TaskQuery, tasks: readonly DownloadTaskDetails[]): string {
  const text = JSON.stringify([regionCode, instanceName, tasks.map((task) => task.taskId)]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
