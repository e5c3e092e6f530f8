import type { Connection } from "../connection/caller";
import type { DownloadTaskDetails } from "../core/listing/task";
import type { TaskSelection } from "../core/query";
import { lookQuery } from "./look";
import { readAllPages } from "./readTasks";

/** Looks once for a task of a list. Returns `undefined` if it is not listed. */
export async function findTask(
  selection: TaskSelection,
  taskId: string,
  connection: Connection,
  signal: AbortSignal | undefined,
): Promise<DownloadTaskDetails | undefined> {
  const query = lookQuery(selection);
  const { tasks } = await readAllPages(query, connection, { signal, enough: (seen) => seen.has(taskId) });
  return tasks.find((task) => task.taskId === taskId);
}
