import assert from "node:assert/strict";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { makeTask } from "../../support/tasks/makeTask";

const NOT_FOUND_TIMEOUT = 300_000;

/**
 * Facts that decide a verdict. The judged tasks are the whole selection, or only its newest task if `require` is
 * `latest`.
 */
interface Facts {
  /** How many of the judged tasks are in a state listed in `failOn`. */
  failing: "none" | "some" | "every one";
  /** How many of the judged tasks are finished. */
  finished: "none" | "some" | "every one";
  /**
   * Whether named tasks are missing from the list: none are, some are not listed yet, or some have been missing for
   * `notFoundTimeout`.
   */
  missing: "none" | "yet" | "too long";
  /** Whether the selection has at least `minTasks` tasks. */
  enough: boolean;
}
type Row = [{ [F in keyof Facts]?: Facts[F][] }, "ready" | "waiting" | "taskFailed" | "taskNotFound"];

/** Each row applies whatever the facts are that it does not name. No two rows of a table apply to the same case. */
const EVERY: Row[] = [
  [{ failing: ["some", "every one"] }, "taskFailed"],
  [{ failing: ["none"], missing: ["too long"] }, "taskNotFound"],
  [{ failing: ["none"], missing: ["yet"] }, "waiting"],
  [{ failing: ["none"], missing: ["none"], finished: ["none", "some"] }, "waiting"],
  [{ failing: ["none"], missing: ["none"], finished: ["every one"], enough: [false] }, "waiting"],
  [{ failing: ["none"], missing: ["none"], finished: ["every one"], enough: [true] }, "ready"],
];
const ANY: Row[] = [
  [{ finished: ["some", "every one"], enough: [true] }, "ready"],
  [{ finished: ["some", "every one"], enough: [false] }, "waiting"],
  [{ finished: ["none"], failing: ["every one"], missing: ["none", "too long"], enough: [true] }, "taskFailed"],
  [{ finished: ["none"], failing: ["every one"], missing: ["none"], enough: [false] }, "waiting"],
  [{ finished: ["none"], failing: ["every one"], missing: ["too long"], enough: [false] }, "taskNotFound"],
  [{ finished: ["none"], failing: ["every one"], missing: ["yet"] }, "waiting"],
  [{ finished: ["none"], failing: ["some"] }, "waiting"],
  [{ finished: ["none"], failing: ["none"] }, "waiting"],
];
/**
 * The table for every value of `require` if no task of the selection is listed. If the whole list is empty, no task has
 * been created yet.
 */
const NOTHING: Row[] = [
  [{ missing: ["none", "yet"] }, "waiting"],
  [{ missing: ["too long"] }, "taskNotFound"],
];

const STATES = ["finished", "running", "queueing", "initializing", "failed", "expired", "paused"];
const FAIL_ON: TaskCondition["failOn"][] = [
  ["failed", "expired"],
  [],
  ["failed"],
  ["expired"],
  ["initializing", "queueing", "running"],
];
const MIN_TASKS = [1, 2, 3];
const ELAPSED = [0, NOT_FOUND_TIMEOUT - 1, NOT_FOUND_TIMEOUT, 1e9];
/** Values of `taskIds`. `dt-0` is the newest task of the list, and `dt-new` is never listed. */
const NAMED = [
  undefined,
  ["dt-0"],
  ["dt-1"],
  ["dt-2", "dt-0"],
  ["dt-0", "dt-1", "dt-2"],
  ["dt-new"],
  ["dt-new", "dt-0"],
];

/** Generates every list of up to three tasks, as a list of their states. */
function* lists(): Generator<string[]> {
  yield [];
  for (const first of STATES) {
    yield [first];
    for (const second of STATES) {
      yield [first, second];
      for (const third of STATES) yield [first, second, third];
    }
  }
}

const share = (part: number, whole: number) => (part === 0 ? "none" : part < whole ? "some" : "every one");

/** Returns the facts of a case, and whether any task of its selection is listed. */
function factsOf(states: string[], { require, failOn, minTasks, taskIds }: TaskCondition, elapsed: number) {
  const isNamed = (index: number) => taskIds === undefined || taskIds.includes(`dt-${index}`);
  const selection = states.filter((_, index) => isNamed(index));
  const judged = require === "latest" ? selection.slice(0, 1) : selection;
  const absent = taskIds !== undefined && taskIds.length > selection.length;
  const facts: Facts = {
    failing: share(judged.filter((state) => (failOn as string[]).includes(state)).length, judged.length),
    finished: share(judged.filter((state) => state === "finished").length, judged.length),
    missing: absent ? (elapsed < NOT_FOUND_TIMEOUT ? "yet" : "too long") : "none",
    enough: selection.length >= minTasks,
  };
  return { facts, listed: selection.length > 0 };
}

const holds = (facts: Facts, [pattern]: Row) =>
  Object.entries(pattern).every(([name, words]) => (words as unknown[]).includes(facts[name as keyof Facts]));

describe("judge on every list of up to three tasks", () => {
  for (const require of ["latest", "all", "any"] as const) {
    it(`returns the verdict from the table if ${require} is required`, () => {
      const table = require === "any" ? ANY : EVERY;
      const unused = new Set<Row>([...table, ...NOTHING]);
      for (const states of lists()) {
        const tasks = states.map((state, index) => makeTask(`dt-${index}`, state));
        for (const failOn of FAIL_ON) {
          for (const minTasks of MIN_TASKS) {
            for (const taskIds of NAMED) {
              const condition: TaskCondition = {
                require,
                minTasks,
                failOn,
                notFoundTimeout: NOT_FOUND_TIMEOUT,
                ...(taskIds && { taskIds }),
              };
              for (const elapsed of ELAPSED) {
                const { facts, listed } = factsOf(states, condition, elapsed);
                const rows = (listed ? table : NOTHING).filter((row) => holds(facts, row));
                const { state, failure } = judge(tasks, condition, () => ({ lasted: elapsed, gone: false }), 0).verdict;
                const said = failure?.kind ?? state;
                if (rows.length !== 1 || said !== rows[0]?.[1] || (state === "failed") !== (failure !== undefined)) {
                  assert.fail(
                    `${JSON.stringify({ states, condition, elapsed, facts })}: ${said}, not ${JSON.stringify(rows)}`,
                  );
                }
                unused.delete(rows[0]);
              }
            }
          }
        }
      }
      assert.deepEqual([...unused], [], "rows that hold for no case");
    });
  }
});
