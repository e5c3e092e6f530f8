import type { DownloadTaskDetails } from "../../../provider/core/listing/task";

/** Makes a task for tests. By default it was created on 2026-01-01 and is still running. */
export function makeTask(
  taskId: string,
  downloadStatus = "running",
  fields: Partial<DownloadTaskDetails> = {},
): DownloadTaskDetails {
  return { taskId, downloadStatus, dbList: [], gmtCreate: "2026-01-01T00:00:00.000Z", ...fields };
}
