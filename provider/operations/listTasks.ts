import { createHash } from "node:crypto";
import { argumentsError, parseListArguments } from "../core/arguments";
import { DbsError } from "../core/errors";
import type { TaskQuery } from "../core/query";
import type { DownloadTask } from "../core/task";
import type { SeenTasks } from "../core/windowReader";
import type { Caller, Connection } from "./caller";
import { OPERATION, readAllPages, readOnePage } from "./readTasks";
import { withRegion } from "./withRegion";

/** What a read of a task list gives: the tasks, the list's figures, and the query that was asked. */
export interface TaskList {
  query: TaskQuery;
  tasks: DownloadTask[];
  totalElements?: number;
  totalPages?: number;
  pageNumber?: number;
  pageSize?: number;
  extra?: unknown;
  requestId?: string;
  /** Depends on the query and the ids of the tasks alone. */
  id: string;
}

/**
 * Reads a task list.
 * @param words - the caller's arguments, unchecked
 * @throws DbsError; of kind `arguments` before anything is sent
 */
export async function listTasks(words: object, caller: Caller): Promise<TaskList> {
  const { value: query, issues } = parseListArguments(await withRegion(words, caller.defaultRegion));
  if (query === undefined) {
    throw argumentsError("getDownloadTasks", issues);
  }
  const connection = caller.connect(query);
  const list =
    query.currentPage === undefined
      ? await readList(query, connection)
      : await readOnePage({ ...query, currentPage: query.currentPage }, connection);
  return { ...list, query, id: listId(query, list.tasks) };
}

async function readList(query: TaskQuery, connection: Connection) {
  const { taskIds } = query;
  const enough = taskIds && ((seen: SeenTasks) => taskIds.every((id) => seen.has(id)));
  const snapshot = await readAllPages(query, connection, enough && { enough });
  const newestFirst = taskIds === undefined ? snapshot.tasks : named(taskIds, snapshot.tasks, query);
  const tasks = query.orderDirect === "desc" ? newestFirst : newestFirst.reverse();
  const { pageSize, requestId, extra } = snapshot;
  return {
    tasks,
    totalElements: tasks.length,
    totalPages: Math.ceil(tasks.length / pageSize),
    pageNumber: 1,
    pageSize,
    ...(extra === undefined ? {} : { extra }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** The named tasks, in the order of the list. */
function named(
  taskIds: readonly string[],
  tasks: DownloadTask[],
  { regionCode, instanceName }: TaskQuery,
): DownloadTask[] {
  const found = tasks.filter((task) => taskIds.includes(task.taskId));
  const missing = taskIds.filter((id) => !found.some((task) => task.taskId === id));
  if (missing.length > 0) {
    throw new DbsError(
      "taskNotFound",
      `${OPERATION} in ${regionCode}: ${missing.join(", ")} not listed for ${instanceName}. Check the ids, the instance and the region`,
      { operation: OPERATION, region: regionCode },
    );
  }
  return found;
}

function listId({ regionCode, instanceName }: TaskQuery, tasks: readonly DownloadTask[]): string {
  const text = JSON.stringify([regionCode, instanceName, tasks.map((task) => task.taskId)]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
