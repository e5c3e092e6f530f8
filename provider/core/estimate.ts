import type { TaskCondition } from "./query";
import type { DownloadTask } from "./task";

/** So many tables must have been finished while we looked on, before their pace says anything. */
const ENOUGH_TABLES = 3;

/**
 * Makes an estimator of the time that is left until a condition holds, from the pace at which tables were finished while
 * we looked on. To be made once per wait.
 * @returns a function of the judged tasks and the milliseconds waited, that gives milliseconds; `undefined` while the
 *   pace is not known, for example because a task that counts is still queueing
 */
export function createEstimate({ require }: Pick<TaskCondition, "require">) {
  const first = new Map<string, { at: number; completed: number }>();

  const left = (task: DownloadTask, elapsed: number): number | undefined => {
    const { progress } = task;
    if (task.downloadStatus !== "running" || progress === undefined || progress.total === 0) {
      first.delete(task.taskId);
      return undefined;
    }
    const start = first.get(task.taskId);
    if (start === undefined || progress.completed < start.completed) {
      first.set(task.taskId, { at: elapsed, completed: progress.completed });
      return undefined;
    }
    const done = progress.completed - start.completed;
    return done < ENOUGH_TABLES ? undefined : ((progress.total - progress.completed) * (elapsed - start.at)) / done;
  };

  return (tasks: readonly DownloadTask[], elapsed: number): number | undefined => {
    const each = tasks.filter((task) => task.downloadStatus !== "finished").map((task) => left(task, elapsed));
    const known = each.filter((ms) => ms !== undefined);
    if (require === "any") {
      return known.length === 0 ? undefined : Math.min(...known);
    }
    return known.length === 0 || known.length < each.length ? undefined : Math.max(...known);
  };
}
