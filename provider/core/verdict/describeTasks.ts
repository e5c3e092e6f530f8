import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { formatDuration } from "../text/formatDuration";
import { describeState } from "./describeState";

/** Maximum number of tasks that a sentence names one by one. A row of the terminal has no room for more. */
const NAMED = 3;

interface Surroundings {
  /** Whether the condition holds. The sentence then names the tasks for which it holds. */
  ready: boolean;
  /** Ids of named tasks that are not listed. */
  missing: readonly string[];
  /** Tells whether one of the missing tasks was listed before. */
  isGone: (taskId: string) => boolean;
  minTasks: number;
  /** Number of listed tasks in the selection. */
  listed: number;
  failsOn: (task: DownloadTaskDetails) => boolean;
  /** Returns what to say about the retries of a failed task. */
  noteOf: (task: DownloadTaskDetails) => string | undefined;
  /** Current time in milliseconds since the epoch, for the ages of tasks. */
  now: number;
}

/**
 * Returns the sentence that describes a verdict. It begins with the number of finished tasks and names tasks after its
 * first colon. If the verdict is ready, the finished tasks come first, with their ages. The unfinished tasks follow,
 * worst first.
 */
export function describeTasks(tasks: readonly DownloadTaskDetails[], surroundings: Surroundings): string {
  const { ready, missing, noteOf, now } = surroundings;
  const finished = tasks.filter((task) => task.downloadStatus === "finished");
  const total = tasks.length + missing.length;
  const [only] = finished;
  if (ready && only !== undefined && total === 1) {
    return `${shown(only.taskId)} finished, ${age(only, now)}`;
  }
  const [first] = tasks;
  if (total === 1 && first !== undefined && noteOf(first) !== undefined) {
    // A terminal cuts the row, and the number of finished tasks would say nothing more.
    return describeRest(tasks, surroundings);
  }
  const head = total === 0 ? "no task listed yet" : `${finished.length} of ${total} finished`;
  const groups = [...(ready ? [describeFinished(finished, now)] : []), describeRest(tasks, surroundings)];
  const details = groups.filter((text) => text !== "").join("; ");
  return details === "" ? head : `${head}: ${details}`;
}

/**
 * Returns `dt-a created 2h ago, dt-b created 1h ago`, or `newest dt-e created 5m ago, and 4 more` if there are more
 * than three tasks.
 */
function describeFinished(finished: readonly DownloadTaskDetails[], now: number): string {
  const describe = (task: DownloadTaskDetails) => `${shown(task.taskId)} ${age(task, now)}`;
  if (finished.length <= NAMED) {
    return finished.map(describe).join(", ");
  }
  const newest = finished.reduce((one, other) => (createdAt(other) > createdAt(one) ? other : one));
  return `newest ${describe(newest)}, and ${finished.length - 1} more`;
}

/** Describes the tasks that are not finished or not listed. */
function describeRest(
  tasks: readonly DownloadTaskDetails[],
  { missing, isGone, minTasks, listed, failsOn, noteOf }: Surroundings,
): string {
  const unfinished = tasks.filter((task) => task.downloadStatus !== "finished");
  const isNoted = (task: DownloadTaskDetails) => noteOf(task) !== undefined;
  const others = unfinished.filter((task) => !failsOn(task));
  const names = [
    ...unfinished.filter(failsOn).map((task) => `${describeTask(task, true)}${noteOf(task) ?? ""}`),
    ...others.filter(isNoted).map((task) => `${describeTask(task, false)}${noteOf(task)}`),
    ...others.filter((task) => !isNoted(task)).map((task) => describeTask(task, false)),
    ...missing.map((id) => `${shown(id)} ${isGone(id) ? "no longer listed" : "not listed yet"}`),
  ];
  return [
    ...(listed < minTasks && minTasks > 1
      ? [...(listed > 0 ? [`only ${listed} listed`] : []), `at least ${minTasks} needed`]
      : []),
    ...names.slice(0, NAMED),
    ...(names.length > NAMED ? [`and ${names.length - NAMED} more`] : []),
  ].join(", ");
}

/**
 * Returns `dt-b 4/10 tables`, `dt-c queueing` or `dt-d expired (its files are gone)`. A state that fails the gate is
 * always named.
 */
function describeTask(task: DownloadTaskDetails, fails: boolean): string {
  const { state, tables } = describeState(task);
  return [
    shown(task.taskId),
    ...(tables === undefined || fails ? [state] : []),
    ...(tables === undefined ? [] : [tables]),
    ...(task.downloadStatus === "expired" ? ["(its files are gone)"] : []),
  ].join(" ");
}

/** Returns `created 23h ago`, or `created just now` if the clocks differ and the creation time lies in the future. */
function age(task: DownloadTaskDetails, now: number): string {
  const ms = now - createdAt(task);
  return ms < 1_000 ? "created just now" : `created ${formatDuration(ms)} ago`;
}

function createdAt({ gmtCreate }: DownloadTaskDetails): number {
  return Date.parse(gmtCreate);
}

function shown(word: string): string {
  return cleanText(word, LONGEST_WORD);
}
