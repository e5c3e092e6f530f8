import assert from "node:assert/strict";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { makeTask } from "../../support/tasks/makeTask";

const FIVE_MINUTES = 300_000;
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
      assert.equal(judge(tasks(listed), condition({ require, ...more }), absentFor(elapsed)).verdict.state, state);
    });
  }

  it("gives the named tasks in the order in which they are named", () => {
    const { verdict } = judge(tasks("fff"), condition({ require: "all", taskIds: ["dt-2", "dt-0"] }), absentFor(0));
    assert.deepEqual(
      verdict.tasks.map(({ taskId }) => taskId),
      ["dt-2", "dt-0"],
    );
  });

  it("says which task failed, and which are not found", () => {
    assert.deepEqual(judge(tasks("rx"), condition({ require: "all" }), absentFor(0)).verdict.failure, {
      kind: "taskFailed",
      task: makeTask("dt-1", "failed"),
    });
    assert.deepEqual(
      judge([], condition({ require: "all", taskIds: ["dt-a", "dt-b"] }), absentFor(FIVE_MINUTES)).verdict.failure,
      {
        kind: "taskNotFound",
        taskIds: ["dt-a", "dt-b"],
      },
    );
  });

  it("lets each named task have its own time to be listed", () => {
    const lasted = (taskId: string) => ({ lasted: taskId === "dt-a" ? FIVE_MINUTES : FIVE_MINUTES - 1, gone: false });
    const named = { taskIds: ["dt-a", "dt-b"] };
    assert.deepEqual(judge([], condition({ require: "all", ...named }), lasted).verdict.failure, {
      kind: "taskNotFound",
      taskIds: ["dt-a"],
    });
    assert.equal(judge([], condition({ require: "any", ...named }), lasted).verdict.state, "waiting");
  });

  it("names the state it does not know, and counts it as waiting", () => {
    const { state, warnings } = judge(tasks("?"), condition({}), absentFor(0)).verdict;
    assert.equal(state, "waiting");
    assert.deepEqual(warnings, ['the state "paused" is not known to this version: tasks in it count as waiting']);
  });
});

describe("what judge says of the list", () => {
  const rows: [listed: string, fields: Partial<TaskCondition>, allListed: boolean][] = [
    ["r", {}, true],
    ["", {}, false],
    ["rr", { require: "all", minTasks: 3 }, false],
    ["rr", { require: "all", taskIds: ["dt-0", "dt-1"] }, true],
    ["rr", { require: "latest", taskIds: ["dt-0", "dt-new"] }, false],
  ];
  for (const [listed, fields, allListed] of rows) {
    it(`is that ${allListed ? "all is" : "not all is"} listed, of ${listed || "no task"} under ${JSON.stringify(fields)}`, () => {
      assert.equal(judge(tasks(listed), condition(fields), absentFor(0)).allListed, allListed);
    });
  }
});

describe("the sentence of a verdict", () => {
  const running = makeTask("dt-b", "running", { progress: { completed: 4, total: 10, fraction: 0.4 } });
  const say = (list: ReturnType<typeof tasks>, fields: Partial<TaskCondition>) =>
    judge(list, condition(fields), absentFor(0)).verdict.sentence;

  it("counts the finished and names the others with their tables", () => {
    assert.equal(
      say([makeTask("dt-a", "finished"), running], { require: "all" }),
      "1 of 2 finished; dt-b running 4/10 tables",
    );
  });
  it("says no tables while they are not counted", () => {
    assert.equal(
      say([makeTask("dt-b", "running", { progress: { completed: 0, total: 0 } })], {}),
      "0 of 1 finished; dt-b running",
    );
  });
  it("names what fails first", () => {
    assert.equal(
      say([running, makeTask("dt-c", "failed")], { require: "all" }),
      "0 of 2 finished; dt-c failed; dt-b running 4/10 tables",
    );
  });
  it("says that an expired task's files are gone", () => {
    assert.equal(say([makeTask("dt-c", "expired")], {}), "0 of 1 finished; dt-c expired (its files are gone)");
  });
  it("names what is not listed yet", () => {
    assert.equal(say([], { require: "all", taskIds: ["dt-x"] }), "0 of 1 finished; dt-x not listed yet");
  });
  it("names what is listed no more", () => {
    const gone = (taskId: string) => ({ lasted: 0, gone: taskId === "dt-x" });
    const { sentence } = judge([], condition({ require: "all", taskIds: ["dt-x", "dt-y"] }), gone).verdict;
    assert.equal(sentence, "0 of 2 finished; dt-x no longer listed; dt-y not listed yet");
  });
  it("says that nothing is listed, or too little", () => {
    assert.equal(say([], {}), "no task listed yet");
    assert.equal(say(tasks("f"), { require: "all", minTasks: 3 }), "1 of 1 finished; 1 of at least 3 tasks listed");
  });
  it("names three and counts the rest", () => {
    assert.equal(
      say(tasks("rqiqf"), { require: "all" }),
      "1 of 5 finished; dt-0 running; dt-1 queueing; dt-2 initializing; and 1 more",
    );
  });
  it("cleans what the service says", () => {
    assert.equal(say([makeTask("dt-\u001b[31mx\n", "ru\u0007nning")], {}), "0 of 1 finished; dt- [31mx ru nning");
  });
});
