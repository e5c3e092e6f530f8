import assert from "node:assert/strict";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { makeTask } from "../../support/tasks/makeTask";

const FIVE_MINUTES = 300_000;
/** 23 hours after the tests' tasks were created. */
const NOW = Date.UTC(2026, 0, 1, 23);
const condition = (fields: Partial<TaskCondition>): TaskCondition => ({
  require: "latest",
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: FIVE_MINUTES,
  ...fields,
});

/** Named tasks that are not listed were not for so long. */
const absentFor = (lasted: number) => () => ({ lasted, gone: false });

/** States by letter, newest first: f finished, r running, q queueing, i initializing, x failed, e expired, ? unknown. */
const STATES = {
  f: "finished",
  r: "running",
  q: "queueing",
  i: "initializing",
  x: "failed",
  e: "expired",
  "?": "paused",
};
const tasks = (letters: string) =>
  [...letters].map((letter, index) => makeTask(`dt-${index}`, STATES[letter as keyof typeof STATES]));

type Row = [
  listed: string,
  require: TaskCondition["require"],
  more: Partial<TaskCondition>,
  elapsed: number,
  state: string,
];

/** Chosen cases to read: what is listed (newest first), what is required, and what the verdict is. The whole table is in judgeTable.test.ts. */
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

describe("judge", () => {
  for (const [listed, require, more, elapsed, state] of TABLE) {
    const what = JSON.stringify({ require, ...more });
    it(`says ${state} of ${listed || "no task"} under ${what}${elapsed > 0 ? ` after ${elapsed} ms` : ""}`, () => {
      assert.equal(judge(tasks(listed), condition({ require, ...more }), absentFor(elapsed), NOW).verdict.state, state);
    });
  }

  it("gives the named tasks in the order in which they are named", () => {
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

  it("says which task failed, and which are not found", () => {
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

  it("lets each named task have its own time to be listed", () => {
    const lasted = (taskId: string) => ({ lasted: taskId === "dt-a" ? FIVE_MINUTES : FIVE_MINUTES - 1, gone: false });
    const named = { taskIds: ["dt-a", "dt-b"] };
    assert.deepEqual(judge([], condition({ require: "all", ...named }), lasted, NOW).verdict.failure, {
      kind: "taskNotFound",
      taskIds: ["dt-a"],
    });
    assert.equal(judge([], condition({ require: "any", ...named }), lasted, NOW).verdict.state, "waiting");
  });

  it("names the state it does not know, and counts it as waiting", () => {
    const { state, warnings } = judge(tasks("?"), condition({}), absentFor(0), NOW).verdict;
    assert.equal(state, "waiting");
    assert.deepEqual(warnings, ['the state "paused" is not known to this version: tasks in it count as waiting']);
  });
});

describe("judge, of whether all tasks are listed that the condition needs", () => {
  const rows: [what: string, listed: string, fields: Partial<TaskCondition>, allListed: boolean][] = [
    ["says yes of a newest task", "r", {}, true],
    ["says no of an empty list", "", {}, false],
    ["says no of fewer than minTasks", "rr", { require: "all", minTasks: 3 }, false],
    ["says yes of all named tasks", "rr", { require: "all", taskIds: ["dt-0", "dt-1"] }, true],
    ["says no where a named task is missing", "rr", { require: "latest", taskIds: ["dt-0", "dt-new"] }, false],
  ];
  for (const [what, listed, fields, allListed] of rows) {
    it(what, () => {
      assert.equal(judge(tasks(listed), condition(fields), absentFor(0), NOW).allListed, allListed);
    });
  }
});
