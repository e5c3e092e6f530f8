import type { DownloadTaskDetails } from "../listing/task";
import type { TaskCondition } from "../query";

/** So many tables must have been finished while we looked on, before their pace says anything. */
const ENOUGH_TABLES = 3;
/** Milliseconds by which an estimate may be too short; after half of itself and so much it has proved wrong. */
const OVERDUE = 5_000;

/** What was seen of a task's tables; times in milliseconds waited. */
interface Pace {
  /** At the first look. */
  from: { at: number; completed: number };
  /** At the look that found the last one finished. */
  to: { at: number; completed: number };
}

/**
 * Makes an estimator of the time that is left until a condition holds, from the pace at which tables were finished while
 * we looked on. To be made once per wait.
 * @returns a function of the judged tasks and the milliseconds waited, that gives milliseconds; `undefined` while the
 *   pace is not known, for example because a task that counts is still queueing, or where the end that it foretold is past
 */
export function createEstimate({ require }: Pick<TaskCondition, "require">) {
  const paces = new Map<string, Pace>();

  const left = (task: DownloadTaskDetails, elapsed: number): number | undefined => {
    const { progress } = task;
    if (task.downloadStatus !== "running" || progress === undefined || progress.total === 0) {
      paces.delete(task.taskId);
      return undefined;
    }
    const { completed, total } = progress;
    const now = { at: elapsed, completed };
    const pace = paces.get(task.taskId);
    if (pace === undefined || completed < pace.to.completed) {
      paces.set(task.taskId, { from: now, to: now });
      return undefined;
    }
    if (completed > pace.to.completed) pace.to = now;
    const done = pace.to.completed - pace.from.completed;
    if (done < ENOUGH_TABLES) {
      return undefined;
    }
    const expected = ((total - completed) * (pace.to.at - pace.from.at)) / done;
    const rest = expected - (elapsed - pace.to.at);
    return rest < -(expected / 2 + OVERDUE) ? undefined : Math.max(0, rest);
  };

  return (tasks: readonly DownloadTaskDetails[], elapsed: number): number | undefined => {
    const each = tasks.filter((task) => task.downloadStatus !== "finished").map((task) => left(task, elapsed));
    const known = each.filter((ms) => ms !== undefined);
    if (require === "any") {
      return known.length === 0 ? undefined : Math.min(...known);
    }
    return known.length === 0 || known.length < each.length ? undefined : Math.max(...known);
  };
}
