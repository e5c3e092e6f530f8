import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { describeState } from "./describeState";
import type { FinishedEqual } from "./finishedEqual";

/** Describes how far a task is: `running 4/10 tables`, `failed`. */
function stateOf(task: DownloadTaskDetails): string {
  const { state, tables } = describeState(task);
  return tables === undefined ? state : `${state} ${tables}`;
}

function idOf({ taskId }: DownloadTaskDetails): string {
  return cleanText(taskId, LONGEST_WORD);
}

/** Describes a task that is adopted: `dt-a (running 4/10 tables)`. */
export function describeAdopted(task: DownloadTaskDetails): string {
  const next = task.downloadStatus === "failed" ? "; a gate with taskRetries retries it" : "";
  return `${idOf(task)} (${stateOf(task)}${next})`;
}

/** Describes a task that blocks a new export of its instance: `dt-a is in the way (queueing)`. */
export function describeBlocking(task: DownloadTaskDetails): string {
  return `${idOf(task)} is in the way (${stateOf(task)})`;
}

/** Describes a task that blocks a new export of its instance, and says what to do about it. */
export function describeInTheWay(task: DownloadTaskDetails): string {
  return `${describeBlocking(task)}: ${blockAdvice(task)}`;
}

/**
 * Describes a task that may be equal to a wanted export, and says what to do about it.
 * @param unseen - names of the inputs that the list does not show of the task
 */
export function describePossibleEqual(task: DownloadTaskDetails, unseen: readonly string[]): string {
  const id = idOf(task);
  return (
    `${id} (${stateOf(task)}) may be the same export, but the list does not show its ${unseen.join(", ")}. ` +
    `If it is the same, set adoptTaskId to "${id}". If not, ${blockAdvice(task)}`
  );
}

/**
 * Describes an ended task for which the service refuses the same export, and says what to do about it.
 * @param unseen - names of the inputs that the list does not show of the task
 */
export function describeSameJob(task: DownloadTaskDetails, unseen: readonly string[]): string {
  const id = idOf(task);
  if (task.downloadStatus === "expired") {
    return (
      `${id} of the same export is expired, so its files are gone, and the service does not start the same export again ` +
      "within some days. Run this again later, or export another backup set"
    );
  }
  return unseen.length === 0
    ? `${id} of the same export is finished. To take it, set adopt: "finished"`
    : `${id} (${stateOf(task)}) may be the same export, but the list does not show its ${unseen.join(", ")}. ` +
        `To take it, set adoptTaskId to "${id}"`;
}

/**
 * Describes a task that may have come from a request without a clear answer, and says what to do about it.
 * @param unseen - names of the inputs that the list does not show of the task
 */
export function describePossibleResult(task: DownloadTaskDetails, unseen: readonly string[]): string {
  const id = idOf(task);
  return (
    `${id} is new and may be its task, but the list does not show its ${unseen.join(", ")}. ` +
    `If it is, set adoptTaskId to "${id}"`
  );
}

/**
 * Describes a finished task that is or may be the wanted export and that is not taken. Returns what is known of it, and
 * what takes it.
 */
export function describeFinished({ task, unseen }: FinishedEqual): { known: string; takes: string } {
  const id = idOf(task);
  return unseen.length === 0
    ? { known: `${id} of the same set is finished`, takes: 'adopt "finished"' }
    : {
        known: `${id} (finished) may be the same export, but the list does not show its ${unseen.join(", ")}`,
        takes: "adoptTaskId",
      };
}

function blockAdvice({ downloadStatus }: DownloadTaskDetails): string {
  return downloadStatus === "failed"
    ? "a failed task blocks new exports of its instance. Retry it first, with taskRetries of a gate for it or in the console"
    : "an instance has one export at a time. Wait until this one has ended, for example with dependsOn on a gate for it";
}
