import { type DownloadTaskDetails, TASK_STATES } from "../listing/task";
import { omitUndefined } from "../omitUndefined";
import type { TaskCondition } from "../query";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import type { Absence } from "./absences";
import { describeTasks } from "./describeTasks";
import type { Verdict } from "./verdict";

/** Maximum number of warnings about one list. A list may hold thousands of tasks. */
const MOST_WARNINGS = 10;

/** What retries change about a failed task. */
export interface RetryNote {
  /** The end of the task's description, for example `, retry 1 of 2 sent`. */
  text: string;
  /** Whether the task counts as waiting. */
  excused: boolean;
  /** Number of retries that were sent, if the task has failed in spite of them. */
  sent?: number;
}

/** A verdict, and whether the list was complete. */
export interface Judgement {
  verdict: Verdict;
  /** Whether every task that the condition needs is listed, so that an estimate can be based on the listed tasks. */
  allListed: boolean;
}

/**
 * Judges a list of tasks against a condition.
 * @param listed - the tasks of the selection, newest first
 * @param absenceOf - returns the absence of a named task that is not listed. The task fails the condition only after
 *   `notFoundTimeout`, because a new task may take a while to be listed
 * @param now - milliseconds since the epoch, for the ages of tasks in the sentence
 * @param noteOf - returns what retries change about a task. Default: nothing
 */
export function judge(
  listed: readonly DownloadTaskDetails[],
  condition: TaskCondition,
  absenceOf: (taskId: string) => Absence,
  now: number,
  noteOf: (task: DownloadTaskDetails) => RetryNote | undefined = () => undefined,
): Judgement {
  const { tasks, missing } = select(listed, condition);
  const { require, minTasks } = condition;
  const failsOn = (task: DownloadTaskDetails) =>
    condition.failOn.some((state) => state === task.downloadStatus) && !noteOf(task)?.excused;
  const finished = tasks.filter((task) => task.downloadStatus === "finished").length;
  // If tasks are named, only those count, because the list may hold others too.
  const selected = condition.taskIds === undefined ? listed.length : condition.taskIds.length - missing.length;
  const missingTooLong = missing.filter((id) => absenceOf(id).lasted >= condition.notFoundTimeout);
  const judgement = (state: Verdict["state"], failure?: Verdict["failure"]): Judgement => ({
    verdict: {
      state,
      sentence: describeTasks(tasks, {
        ready: state === "ready",
        missing,
        isGone: (id) => absenceOf(id).gone,
        minTasks,
        listed: selected,
        failsOn,
        noteOf: (task) => noteOf(task)?.text,
        now,
      }),
      tasks,
      warnings: unknownStates(tasks).slice(0, MOST_WARNINGS).map(unknownStateWarning),
      ...omitUndefined({ failure }),
    },
    allListed: missing.length === 0 && selected >= minTasks,
  });
  const failed = tasks.find(failsOn);
  const taskFailed = (task: DownloadTaskDetails) => {
    const retries = noteOf(task)?.sent;
    return { kind: "taskFailed" as const, task, ...omitUndefined({ retries }) };
  };
  const notFound = { kind: "taskNotFound", taskIds: missingTooLong } as const;

  if (require === "any") {
    if (finished > 0 && selected >= minTasks) {
      return judgement("ready");
    }
    const allFail = tasks.every(failsOn) && missingTooLong.length === missing.length;
    // As long as fewer than minTasks are listed, others are still expected, and one of them may finish.
    if (allFail && failed !== undefined && selected >= minTasks) {
      return judgement("failed", taskFailed(failed));
    }
    return allFail && missing.length > 0 ? judgement("failed", notFound) : judgement("waiting");
  }
  if (failed !== undefined) {
    return judgement("failed", taskFailed(failed));
  }
  if (missing.length > 0) {
    return missingTooLong.length > 0 ? judgement("failed", notFound) : judgement("waiting");
  }
  return judgement(selected >= minTasks && finished === tasks.length ? "ready" : "waiting");
}

/** Returns the tasks that the condition is about, and the ids of named tasks that are not listed. */
function select(listed: readonly DownloadTaskDetails[], { require, taskIds }: TaskCondition) {
  const newestOnly = (tasks: DownloadTaskDetails[]) => (require === "latest" ? tasks.slice(0, 1) : tasks);
  if (taskIds === undefined) {
    return { tasks: newestOnly([...listed]), missing: [] };
  }
  const byId = new Map(listed.map((task) => [task.taskId, task]));
  const missing = taskIds.filter((id) => !byId.has(id));
  const wanted = new Set(taskIds);
  const named =
    require === "latest" ? listed.filter((task) => wanted.has(task.taskId)) : taskIds.map((id) => byId.get(id));
  return { tasks: newestOnly(named.filter((task) => task !== undefined)), missing };
}

function unknownStates(tasks: readonly DownloadTaskDetails[]): string[] {
  const states = new Set<string>(tasks.map((task) => task.downloadStatus));
  return [...states].filter((word) => !TASK_STATES.some((state) => state === word));
}

/**
 * Returns the warning for an unknown state. There is one per state, not per task, because the sentence names the tasks.
 */
function unknownStateWarning(state: string): string {
  const shown = cleanText(state, LONGEST_WORD);
  return `this version of the package does not know the state "${shown}"; tasks in that state count as waiting`;
}
