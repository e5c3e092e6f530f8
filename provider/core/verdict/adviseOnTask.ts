import type { DownloadTaskDetails } from "../listing/task";

/**
 * Returns what to do about a task that failed a wait. While a failed task exists, the service refuses new exports of
 * its instance (`OnlyOneRunningOrFailedTask`), so it must be retried first. An expired task can't be retried.
 * @param retries - number of retries that the wait has sent. Default: 0
 */
export function adviseOnTask({ downloadStatus }: DownloadTaskDetails, retries = 0): string {
  switch (downloadStatus) {
    case "failed":
      return retries > 0
        ? "The next run retries it again. To retry it more often in one run, raise taskRetries. " +
            "Until it succeeds, its instance accepts no new export"
        : "Retry the failed task, with taskRetries, in the console or with RetryDownloadTask, then run this again. " +
            "Until then, its instance accepts no new export";
    case "expired":
      return (
        "An expired task can't be retried, so a new export is needed. If a DownloadTask manages the expired one, change " +
        'its triggers, for example to ["2"], without adopt: "finished", and the next up starts it. Otherwise start one in ' +
        "the console or with CreateDownload. The service may refuse the same export for some days. If this wait still selects the expired task, name the new one in taskIds. Then run this again"
      );
    default:
      return "Run this again when the task has left that state";
  }
}
