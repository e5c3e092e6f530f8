import type { Duration } from "../../../provider/core/arguments/duration";
import type { TaskState } from "../../../provider/core/listing/task";
import type { TaskSelectionArgs } from "./taskSelectionArgs";

/** Arguments that say which tasks to wait for, and when the wait is over. */
export interface GateArgs extends TaskSelectionArgs {
  /**
   * Which of the selected tasks must be finished: the newest (`latest`), `all`, or `any` one. Default: `all` if
   * `taskIds` is given, otherwise `latest`. `all` needs `taskIds`, `backupSetId` or `startTime`, because it would
   * otherwise judge the whole history of the instance.
   */
  require?: "latest" | "all" | "any";
  /**
   * Minimum number of tasks in the selection. Default: 1, so the wait goes on while the selection is empty. 0 is
   * refused, because a typo in the instance would then end the wait.
   */
  minTasks?: number;
  /**
   * States that fail the wait. With `latest` or `all`, one task in such a state fails it at once. With `any`, it fails
   * when at least `minTasks` tasks are selected and every one of them is in one of these states. Default: `failed` and `expired`.
   */
  failOn?: readonly Exclude<TaskState, "finished">[];
  /**
   * Maximum time that a named task may be missing from the list, counted from the first look or from the last look that
   * found it. Default: 5 minutes.
   */
  notFoundTimeout?: Duration;
  /**
   * Maximum time for the whole wait. `0` means exactly one look, which may take up to two minutes with its retries.
   * Default: `customTimeouts.create` in the gate's own options, otherwise 1 hour.
   */
  timeout?: Duration;
  /** Maximum time between two looks. Default: 60 seconds. */
  pollInterval?: Duration;
  /**
   * How often each failed task is retried before it fails the wait. Default: 0. A task is retried only if the wait would
   * fail because of it. With `any`, one task is retried at a time, and only if no other one can finish any more. An
   * expired task is never retried. Each wait starts counting at 0. Needs `taskIds` or `backupSetId`, because only
   * tasks that were given are acted on, and a `failOn` with `failed`. Refused with a `timeout` of 0. Needs the RAM
   * permission `dbs:RetryDownloadTask` on all resources.
   */
  taskRetries?: number;
}
