import type { DownloadTaskDetails } from "../listing/task";

/** Result of judging a list of tasks against a condition. */
export interface Verdict {
  state: "ready" | "waiting" | "failed";
  /**
   * A sentence for people to read, such as `1 of 3 finished: dt-b 4/10 tables, dt-c queueing`. In state `ready` it
   * names the tasks for which the condition holds, with their ages, such as `dt-a finished, created 23h ago`.
   */
  sentence: string;
  /** Tasks that were judged, in the order of `taskIds` if that is given, otherwise newest first. */
  tasks: DownloadTaskDetails[];
  /** At most ten messages for the user that do not change the verdict, for example about an unknown state. */
  warnings: string[];
  /** Reason for the state `failed`. */
  failure?:
    | {
        kind: "taskFailed";
        task: DownloadTaskDetails;
        /** Number of retries of the task that were sent during the wait. Absent if there were none. */
        retries?: number;
      }
    | { kind: "taskNotFound"; taskIds: readonly string[] };
}
