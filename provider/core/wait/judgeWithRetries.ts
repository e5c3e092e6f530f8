import type { DownloadTaskDetails } from "../listing/task";
import type { TaskCondition } from "../query";
import type { Judgement, RetryNote } from "../verdict/judge";
import type { RetryOutcome, TaskRetries } from "./taskRetries";

/** What one wait knows about retries when it judges an answer. */
export interface RetryFacts {
  /** Maximum number of retries of each task. */
  most: number;
  retries: Pick<TaskRetries, "isPending" | "sentSince" | "outcomeOf">;
  /** Clock time in milliseconds at which the wait began. */
  began: number;
  /** Clock time in milliseconds at which the answer was requested. */
  asked: number;
  /** Whether nothing is sent, as in a preview. */
  dry: boolean;
}

/** A judgement, and what it says about retries. */
export interface RetryJudgement extends Judgement {
  /**
   * The tasks to retry now: those because of which the condition would fail. With `any` it is one at most, because one
   * is enough. If the condition fails anyway, the list is empty.
   */
  toRetry: readonly DownloadTaskDetails[];
  /** Ids of the tasks whose retry may have been carried out, as long as no look has told what became of it. */
  openRetries: readonly string[];
}

/**
 * Judges an answer for a wait that retries failed tasks. A task whose retry is pending counts as waiting. So does a task
 * that is to be retried.
 * @param judgeWith - judges the answer with a function that returns what retries change about a task
 */
export function judgeWithRetries(
  judgeWith: (noteOf: (task: DownloadTaskDetails) => RetryNote | undefined) => Judgement,
  { require }: Pick<TaskCondition, "require">,
  facts: RetryFacts,
): RetryJudgement {
  const { most, retries, began, asked, dry } = facts;
  const isFailed = (task: DownloadTaskDetails) => task.downloadStatus === "failed";
  const isPending = (task: DownloadTaskDetails) => isFailed(task) && retries.isPending(task.taskId, asked);
  const sent = ({ taskId }: DownloadTaskDetails) => retries.sentSince(taskId, began);
  const known = (task: DownloadTaskDetails): RetryNote | undefined => {
    if (!isFailed(task)) return undefined;
    return isPending(task) ? { text: pendingText(task, facts), excused: true } : usedUp(task, facts);
  };
  const before = judgeWith(known);
  const { tasks, failure } = before.verdict;
  const left = tasks.filter((task) => isFailed(task) && !isPending(task) && sent(task) < most);
  const toRetry = require === "any" ? left.slice(0, 1) : left;
  const isOpen = (task: DownloadTaskDetails) => isPending(task) && retries.outcomeOf(task.taskId) === "open";
  const openRetries = tasks.filter(isOpen).map(({ taskId }) => taskId);
  if (failure?.kind !== "taskFailed" || toRetry.length === 0) return { ...before, toRetry: [], openRetries };
  const excusing = (textOf: (task: DownloadTaskDetails) => string) =>
    judgeWith((task) => (toRetry.includes(task) ? { text: textOf(task), excused: true } : known(task)));
  const after = excusing((task) => {
    const count = `${sent(task) + 1} of ${most}`;
    return dry ? ` and would be retried (${count})` : `, retry ${count} not sent yet`;
  });
  // The condition may fail because of another task, which no retry helps.
  return after.verdict.state === "failed"
    ? { ...excusing(() => ""), toRetry: [], openRetries }
    : { ...after, toRetry, openRetries };
}

function pendingText({ taskId }: DownloadTaskDetails, { most, retries, began }: RetryFacts): string {
  const sent = retries.sentSince(taskId, began);
  const outcome = retries.outcomeOf(taskId);
  if (outcome === "notSent") return `, retry ${sent + 1} of ${most} not sent yet`;
  // Another wait of the program may have sent it, before this one began or beyond this one's number.
  if (sent === 0 || sent > most) return ", already retried";
  const retry = `, retry ${sent} of ${most}`;
  return outcome === "refused" ? `${retry} refused` : `${retry} sent${outcome === "open" ? " (outcome unknown)" : ""}`;
}

/** Returns what to say about a task that failed after retries; `undefined` if this wait has seen none. */
function usedUp({ taskId }: DownloadTaskDetails, { retries, began }: RetryFacts): RetryNote | undefined {
  const sent = retries.sentSince(taskId, began);
  if (sent === 0) return undefined;
  const ending: Partial<Record<RetryOutcome, string>> = {
    refused: sent === 1 ? ", which was refused" : ", the last of which was refused",
    open: sent === 1 ? ", whose outcome is unknown" : ", the last of which has an unknown outcome",
  };
  const last = ending[retries.outcomeOf(taskId) ?? "acknowledged"] ?? "";
  const text = ` after ${sent} ${sent === 1 ? "retry was" : "retries were"} sent${last}`;
  return { text, excused: false, sent };
}
