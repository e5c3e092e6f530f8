import type { DownloadTaskDetails } from "../listing/task";
import type { TaskCondition } from "../query";

/** Minimum number of tables that must finish during the wait before their pace is used for an estimate. */
const ENOUGH_TABLES = 3;
/** Milliseconds by which an estimate may be overdue, in addition to half of its own length, before it is dropped. */
const OVERDUE = 5_000;

/** Table counts seen for one task. Times are milliseconds since the wait began. */
interface Pace {
  /** The count at the first look. */
  from: { at: number; completed: number };
  /** The count at the look that found the latest table finished. */
  to: { at: number; completed: number };
}

/**
 * Creates an estimator of the time left until a condition holds, based on the pace at which tables finish during the
 * wait. Create one for each wait.
 * @returns a function that takes the judged tasks and the milliseconds waited, and returns the milliseconds left. It
 *   returns `undefined` while the pace is not known, for example because a required task is still queueing, and when
 *   the estimated end has passed without the task finishing
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
