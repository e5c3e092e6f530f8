import type { DownloadTaskDetails } from "../../../provider/core/listing/task";

/** A task for tests: running since 2026-01-01, unless said otherwise. */
export function makeTask(
  taskId: string,
  downloadStatus = "running",
  fields: Partial<DownloadTaskDetails> = {},
): DownloadTaskDetails {
  return { taskId, downloadStatus, dbList: [], gmtCreate: "2026-01-01T00:00:00.000Z", ...fields };
}
