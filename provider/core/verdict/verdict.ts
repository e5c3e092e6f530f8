import type { DownloadTaskDetails } from "../listing/task";

/** What one look at the tasks says about a condition. */
export interface Verdict {
  state: "ready" | "waiting" | "failed";
  /**
   * For people, one line: `1 of 3 finished: dt-b 4/10 tables, dt-c queueing`. State `ready`: what it holds on, with its
   * age: `dt-a finished, created 23h ago`.
   */
  sentence: string;
  /** The tasks that were judged: in the order of `taskIds` where given, else newest first. */
  tasks: DownloadTaskDetails[];
  /** What a user should be told although the condition is judged, for example a state that is not known. */
  warnings: string[];
  /** State `failed`: why. */
  failure?: { kind: "taskFailed"; task: DownloadTaskDetails } | { kind: "taskNotFound"; taskIds: readonly string[] };
}
