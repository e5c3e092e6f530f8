import type { DownloadTaskDetails } from "../listing/task";

/**
 * Tells whether a task is unfinished or failed, so that the service may refuse new exports of its instance. An unknown
 * state counts as unfinished.
 */
export function isBlocking({ downloadStatus }: Pick<DownloadTaskDetails, "downloadStatus">): boolean {
  return downloadStatus !== "finished" && downloadStatus !== "expired";
}
