import type { Duration } from "../../../provider/core/arguments/duration";
import type { TaskState } from "../../../provider/core/listing/task";
import type { TaskSelectionArgs } from "./taskSelectionArgs";

/** Which tasks are waited for, and when the wait is over. */
export interface GateArgs extends TaskSelectionArgs {
  /**
   * Which of the selected tasks must be finished: the newest (`latest`), `all`, or `any` one. Default: `all` of the named
   * `taskIds`, else `latest`. `all` without `taskIds`, `backupSetId` or `startTime` is refused: it would judge the
   * instance's whole history.
   */
  require?: "latest" | "all" | "any";
  /** The selection must hold at least so many tasks. Default: 1, so that an empty selection waits. */
  minTasks?: number;
  /** States that fail: at once with `latest` and `all`; with `any` when every selected task is in one. Default: `failed`, `expired`. */
  failOn?: readonly Exclude<TaskState, "finished">[];
  /** How long a named task may not be listed: from the first look, or from the last one that saw it. Default: 5 minutes. */
  notFoundTimeout?: Duration;
  /**
   * Time for the whole wait; `0` means exactly one look, which may take two minutes with its retries. Default:
   * `customTimeouts.create` of a gate's own options, else 1 hour.
   */
  timeout?: Duration;
  /** The longest time between two looks. Default: 60 seconds. */
  pollInterval?: Duration;
}
