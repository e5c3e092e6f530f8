import assert from "node:assert/strict";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { makeTask } from "../../support/tasks/makeTask";

const FIVE_MINUTES = 300_000;
/** The current time, 23 hours after the tasks were created. */
const NOW = Date.UTC(2026, 0, 1, 23);
const condition = (fields: Partial<TaskCondition>): TaskCondition => ({
  require: "latest",
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: FIVE_MINUTES,
  ...fields,
});

/** Treats every named task that is not listed as absent for `lasted` milliseconds. */
const absentFor = (lasted: number) => () => ({ lasted, gone: false });

/** The states that letters stand for. */
const STATES = {
  f: "finished",
  r: "running",
  q: "queueing",
  i: "initializing",
  x: "failed",
  e: "expired",
  "?": "paused",
};
/** Makes a task for each letter, newest first. */
const tasks = (letters: string) =>
  [...letters].map((letter, index) => makeTask(`dt-${index}`, STATES[letter as keyof typeof STATES]));

type Row = [
  listed: string,
  require: TaskCondition["require"],
  more: Partial<TaskCondition>,
  elapsed: number,
  state: string,
];

/**
 * Selected cases: the listed tasks (newest first), the condition and the verdict. The complete table is in
 * judgeTable.test.ts.
 */
const TABLE: Row[] = [
  ["", "latest", {}, 0, "waiting"],
  ["", "all", {}, 0, "waiting"],
  ["", "any", {}, 0, "waiting"],
  ["", "latest", {}, 1e9, "waiting"],

  ["f", "latest", {}, 0, "ready"],
  ["fx", "latest", {}, 0, "ready"],
  ["rf", "latest", {}, 0, "waiting"],
  ["xf", "latest", {}, 0, "failed"],
  ["ef", "latest", {}, 0, "failed"],
  ["qf", "latest", {}, 0, "waiting"],
  ["if", "latest", {}, 0, "waiting"],
  ["?f", "latest", {}, 0, "waiting"],
  ["f", "latest", { minTasks: 2 }, 0, "waiting"],
  ["ff", "latest", { minTasks: 2 }, 0, "ready"],
  ["x", "latest", { minTasks: 2 }, 0, "failed"],
  ["x", "latest", { failOn: [] }, 0, "waiting"],
  ["e", "latest", { failOn: ["failed"] }, 0, "waiting"],
  ["x", "latest", { failOn: ["expired"] }, 0, "waiting"],
  ["r", "latest", { failOn: ["running"] }, 0, "failed"],

  ["fff", "all", {}, 0, "ready"],
  ["frf", "all", {}, 0, "waiting"],
  ["frx", "all", {}, 0, "failed"],
  ["fre", "all", {}, 0, "failed"],
  ["fx", "all", { failOn: [] }, 0, "waiting"],
  ["ff", "all", { minTasks: 3 }, 0, "waiting"],
  ["f?", "all", {}, 0, "waiting"],

  ["rxf", "any", {}, 0, "ready"],
  ["rx", "any", {}, 0, "waiting"],
  ["xe", "any", {}, 0, "failed"],
  ["xe", "any", { failOn: ["failed"] }, 0, "waiting"],
  ["x?", "any", {}, 0, "waiting"],
  ["f", "any", { minTasks: 2 }, 0, "waiting"],
  ["fx", "any", { minTasks: 2 }, 0, "ready"],
  ["x", "any", { minTasks: 3 }, 0, "waiting"],
  ["xxx", "any", { minTasks: 3 }, 0, "failed"],

  ["fr", "all", { taskIds: ["dt-0"] }, 0, "ready"],
  ["fr", "all", { taskIds: ["dt-0", "dt-1"] }, 0, "waiting"],
  ["fx", "all", { taskIds: ["dt-0"] }, 0, "ready"],
  ["fx", "all", { taskIds: ["dt-0", "dt-1"] }, 0, "failed"],
  ["f", "all", { taskIds: ["dt-0", "dt-new"] }, 0, "waiting"],
  ["f", "all", { taskIds: ["dt-0", "dt-new"] }, FIVE_MINUTES - 1, "waiting"],
  ["f", "all", { taskIds: ["dt-0", "dt-new"] }, FIVE_MINUTES, "failed"],
  ["f", "all", { taskIds: ["dt-new"], notFoundTimeout: 0 }, 0, "failed"],
  ["x", "all", { taskIds: ["dt-0", "dt-new"] }, 0, "failed"],

  ["rf", "latest", { taskIds: ["dt-1"] }, 0, "ready"],
  ["rf", "latest", { taskIds: ["dt-0", "dt-1"] }, 0, "waiting"],
  ["fr", "latest", { taskIds: ["dt-1", "dt-0"] }, 0, "ready"],
  ["f", "latest", { taskIds: ["dt-0", "dt-new"] }, 0, "waiting"],

  ["xf", "any", { taskIds: ["dt-0", "dt-1"] }, 0, "ready"],
  ["xf", "any", { taskIds: ["dt-0"] }, 0, "failed"],
  ["f", "any", { taskIds: ["dt-0", "dt-new"] }, 0, "ready"],
  ["x", "any", { taskIds: ["dt-0", "dt-new"] }, 0, "waiting"],
  ["x", "any", { taskIds: ["dt-0", "dt-new"] }, FIVE_MINUTES, "failed"],
  ["r", "any", { taskIds: ["dt-0", "dt-new"] }, FIVE_MINUTES, "waiting"],
  ["ff", "any", { taskIds: ["dt-0", "dt-new"], minTasks: 2 }, 0, "waiting"],
  ["ff", "any", { taskIds: ["dt-0", "dt-1"], minTasks: 2 }, 0, "ready"],
  ["fff", "latest", { taskIds: ["dt-0", "dt-1"], minTasks: 2 }, 0, "ready"],
  ["", "any", { taskIds: ["dt-new"] }, 0, "waiting"],
  ["", "any", { taskIds: ["dt-new"] }, FIVE_MINUTES, "failed"],
];

/** Describes a case in words, for a title. */
function inWords(listed: string, fields: Partial<TaskCondition>, elapsed: number): string {
  const states = tasks(listed).map(({ downloadStatus }) => downloadStatus);
  const settings = Object.entries(fields).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(" and ") || "empty" : value}`,
  );
  return [
    `for ${states.length > 0 ? `the ${states.length === 1 ? "state" : "states"} ${states.join(", ")}` : "an empty list"}`,
    `with ${settings.join(", ")}`,
    ...(elapsed > 0 ? [`after ${elapsed} ms`] : []),
  ].join(" ");
}

describe("judge", () => {
  for (const [listed, require, more, elapsed, state] of TABLE) {
    it(`returns ${state} ${inWords(listed, { require, ...more }, elapsed)}`, () => {
      assert.equal(judge(tasks(listed), condition({ require, ...more }), absentFor(elapsed), NOW).verdict.state, state);
    });
  }

  it("returns the named tasks in the order in which they are named", () => {
    const { verdict } = judge(
      tasks("fff"),
      condition({ require: "all", taskIds: ["dt-2", "dt-0"] }),
      absentFor(0),
      NOW,
    );
    assert.deepEqual(
      verdict.tasks.map(({ taskId }) => taskId),
      ["dt-2", "dt-0"],
    );
  });

  it("says which task failed or which tasks were not found", () => {
    assert.deepEqual(judge(tasks("rx"), condition({ require: "all" }), absentFor(0), NOW).verdict.failure, {
      kind: "taskFailed",
      task: makeTask("dt-1", "failed"),
    });
    assert.deepEqual(
      judge([], condition({ require: "all", taskIds: ["dt-a", "dt-b"] }), absentFor(FIVE_MINUTES), NOW).verdict.failure,
      {
        kind: "taskNotFound",
        taskIds: ["dt-a", "dt-b"],
      },
    );
  });

  it("waits for notFoundTimeout separately for each named task", () => {
    const lasted = (taskId: string) => ({ lasted: taskId === "dt-a" ? FIVE_MINUTES : FIVE_MINUTES - 1, gone: false });
    const named = { taskIds: ["dt-a", "dt-b"] };
    assert.deepEqual(judge([], condition({ require: "all", ...named }), lasted, NOW).verdict.failure, {
      kind: "taskNotFound",
      taskIds: ["dt-a"],
    });
    assert.equal(judge([], condition({ require: "any", ...named }), lasted, NOW).verdict.state, "waiting");
  });

  it("names an unknown state and counts it as waiting", () => {
    const { state, warnings } = judge(tasks("?"), condition({}), absentFor(0), NOW).verdict;
    assert.equal(state, "waiting");
    assert.deepEqual(warnings, [
      'this version of the package does not know the state "paused"; tasks in that state count as waiting',
    ]);
  });
});

describe("allListed in the result of judge", () => {
  const rows: [what: string, listed: string, fields: Partial<TaskCondition>, allListed: boolean][] = [
    ["is true for a single task if the latest is required", "r", {}, true],
    ["is false for an empty list", "", {}, false],
    ["is false for fewer tasks than minTasks", "rr", { require: "all", minTasks: 3 }, false],
    ["is true if all named tasks are listed", "rr", { require: "all", taskIds: ["dt-0", "dt-1"] }, true],
    ["is false if a named task is missing", "rr", { require: "latest", taskIds: ["dt-0", "dt-new"] }, false],
  ];
  for (const [what, listed, fields, allListed] of rows) {
    it(what, () => {
      assert.equal(judge(tasks(listed), condition(fields), absentFor(0), NOW).allListed, allListed);
    });
  }
});
