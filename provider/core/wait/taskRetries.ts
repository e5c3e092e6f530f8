import type { DownloadTaskDetails } from "../listing/task";

/**
 * Outcome of a retry:
 * - `acknowledged`: the service accepted it
 * - `refused`: the service refused it, for example because another program was faster
 * - `open`: it may have been carried out
 * - `notSent`: it was certainly not carried out, for a reason that has nothing to do with the task
 */
export type RetryOutcome = "acknowledged" | "refused" | "open" | "notSent";

/** Number of looks that must show a task as failed after a retry before it counts as failed again. */
const LOOKS = 2;
/** Milliseconds after a retry for which a list may still show the task as failed. */
const LAG = 120_000;

/** State of one task in this memory. All times are clock times in milliseconds. */
interface Retried {
  /** Times at which its retries were sent. */
  sent: number[];
  /** Time at which the latest retry ended, and how. Absent while that retry is on its way, and if there was none. */
  ended?: { at: number; outcome: RetryOutcome };
  /** Whether no look has told yet what became of the latest retry. */
  pending: boolean;
  /** Looks since then that showed the task as failed: their number, and when the newest was requested. */
  failing: { looks: number; asked: number };
  /** An answer requested at this time or earlier tells nothing about the state of the task now. */
  outdated: number;
}

/**
 * The retries that one program has sent. All its waits share them, so that a failure which many of them see is retried
 * once. After a retry, the task is pending until an answer to a later request shows it in another state. If it is still
 * failed after two such answers and two minutes, it has failed again, or the retry was not carried out.
 */
export interface TaskRetries {
  /** Takes in an answer that was requested at `asked`: its tasks that the wait was given. */
  saw(tasks: readonly DownloadTaskDetails[], asked: number): void;
  /** Tells whether an answer requested at `asked` can't show yet what became of the latest retry of a task. */
  isPending(taskId: string, asked: number): boolean;
  /** Returns the number of retries of a task that were sent at `since` or later. */
  sentSince(taskId: string, since: number): number;
  /** Returns how the latest retry of a task ended; `undefined` while it is on its way and if there was none. */
  outcomeOf(taskId: string): RetryOutcome | undefined;
  /** Notes that a retry goes out. */
  begin(taskId: string, now: number): void;
  /** Notes the outcome of the retry that is on its way. With `notSent`, the retry does not count. */
  end(taskId: string, outcome: RetryOutcome, now: number): void;
}

/** Creates the memory of the retries of one instance's tasks. */
export function createTaskRetries(): TaskRetries {
  const byTask = new Map<string, Retried>();
  return {
    saw(tasks, asked) {
      for (const { taskId, downloadStatus } of tasks) {
        const isFailed = downloadStatus === "failed";
        const retried = byTask.get(taskId);
        if (retried !== undefined) see(retried, isFailed, asked);
        else if (!isFailed)
          byTask.set(taskId, { sent: [], pending: false, failing: { looks: 0, asked }, outdated: asked });
      }
    },
    isPending(taskId, asked) {
      const retried = byTask.get(taskId);
      return retried !== undefined && (retried.pending || asked <= retried.outdated);
    },
    sentSince: (taskId, since) => byTask.get(taskId)?.sent.filter((at) => at >= since).length ?? 0,
    outcomeOf: (taskId) => byTask.get(taskId)?.ended?.outcome,
    begin(taskId, now) {
      const sent = [...(byTask.get(taskId)?.sent ?? []), now];
      byTask.set(taskId, { sent, pending: true, failing: { looks: 0, asked: now }, outdated: now });
    },
    end(taskId, outcome, now) {
      const retried = byTask.get(taskId);
      if (retried === undefined) return;
      retried.ended = { at: now, outcome };
      retried.outdated = now;
      if (outcome === "notSent") {
        retried.sent.pop();
        retried.pending = false;
      }
    },
  };
}

function see(retried: Retried, isFailed: boolean, asked: number): void {
  const { ended, failing, outdated } = retried;
  const isOnItsWay = retried.pending && ended === undefined;
  if (isOnItsWay || (ended !== undefined && asked <= ended.at)) return;
  if (!isFailed) {
    retried.pending = false;
    // Another answer may have been requested earlier and arrive later.
    retried.outdated = Math.max(outdated, asked);
  } else if (retried.pending && ended !== undefined && asked > failing.asked) {
    retried.failing = { looks: failing.looks + 1, asked };
    retried.pending = retried.failing.looks < LOOKS || asked - ended.at < LAG;
  }
}
