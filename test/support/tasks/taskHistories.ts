import fc from "fast-check";
import type { TaskCondition } from "../../../provider/core/query";

/** Length of a random history in milliseconds. */
export const HISTORY = 3_600_000;
const IDS = ["dt-0", "dt-1", "dt-2", "dt-3"];

/** Times at which a task is first listed and at which its state changes, in milliseconds from the history's start. */
export interface TaskLife {
  listed: number;
  changes: { at: number; state: string }[];
}

/** A task as it is listed at some point in time. */
export interface ListedTask {
  id: string;
  state: string;
}

const state = fc.constantFrom(
  "initializing",
  "queueing",
  "running",
  "finished",
  "finished",
  "failed",
  "expired",
  "paused",
);
const life: fc.Arbitrary<TaskLife> = fc.record({
  listed: fc.oneof(fc.constant(0), fc.nat(600_000)),
  changes: fc
    .array(fc.record({ at: fc.nat(HISTORY), state }), { minLength: 1, maxLength: 4 })
    .map((changes) => changes.sort((a, b) => a.at - b.at)),
});
const condition: fc.Arbitrary<TaskCondition> = fc.record({
  require: fc.constantFrom("latest" as const, "all" as const, "any" as const),
  minTasks: fc.integer({ min: 1, max: 3 }),
  failOn: fc.constantFrom<TaskCondition["failOn"]>(["failed", "expired"], [], ["failed"], ["expired"]),
  notFoundTimeout: fc.constantFrom(0, 300_000, HISTORY * 2),
});
const named = fc.option(fc.subarray(IDS, { minLength: 1 }), { nil: undefined });

/** The lives of up to four tasks, the newest last. */
export const randomLives: fc.Arbitrary<TaskLife[]> = fc.array(life, { maxLength: 4 });

/** Every kind of condition that the arguments allow, with and without `taskIds`. */
export const randomCondition: fc.Arbitrary<TaskCondition> = fc
  .tuple(condition, named)
  .map(([wanted, taskIds]) =>
    taskIds === undefined || taskIds.length < wanted.minTasks ? wanted : { ...wanted, taskIds },
  );

/** Returns the list at a given time, newest task first. */
export function listAt(lives: readonly TaskLife[], at: number): ListedTask[] {
  return lives
    .map(({ listed, changes }, index) => ({
      id: `dt-${index}`,
      listed,
      state: changes.findLast((change) => change.at <= at)?.state ?? "initializing",
    }))
    .filter((task) => task.listed <= at)
    .map(({ id, state }) => ({ id, state }))
    .reverse();
}

/** Returns whether a list meets a condition. Written from the documentation, independently of the code under test. */
export function holds(list: readonly ListedTask[], { require, minTasks, taskIds }: TaskCondition): boolean {
  const chosen = chosenOf(list, taskIds);
  const finished = (tasks: ListedTask[]) => tasks.length > 0 && tasks.every((task) => task.state === "finished");
  if (chosen.length < minTasks) return false;
  if (require === "any") return chosen.some((task) => task.state === "finished");
  if (taskIds !== undefined && chosen.length < taskIds.length) return false;
  return finished(require === "latest" ? chosen.slice(0, 1) : chosen);
}

/** Returns whether a list lets a gate fail, because of a task in a `failOn` state or a named task that is missing. */
export function mayFail(list: readonly ListedTask[], wanted: TaskCondition, kind: string, elapsed: number): boolean {
  const { require, minTasks, taskIds, failOn, notFoundTimeout } = wanted;
  const chosen = chosenOf(list, taskIds);
  const fails = (task: ListedTask) => failOn.some((word) => word === task.state);
  const missing = taskIds !== undefined && chosen.length < taskIds.length;
  const missingTooLong = missing && elapsed >= notFoundTimeout;
  if (kind === "taskFailed") {
    return require === "any"
      ? chosen.length >= minTasks && chosen.every(fails) && (!missing || missingTooLong)
      : (require === "latest" ? chosen.slice(0, 1) : chosen).some(fails);
  }
  // With `any`, a gate keeps waiting as long as another task can still finish.
  return kind === "taskNotFound" && missingTooLong && (require !== "any" || chosen.every(fails));
}

function chosenOf(list: readonly ListedTask[], taskIds: readonly string[] | undefined): ListedTask[] {
  return taskIds === undefined ? [...list] : list.filter(({ id }) => taskIds.includes(id));
}
