import assert from "node:assert/strict";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { makeTask } from "../../support/tasks/makeTask";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 2);
const created = (taskId: string, state: string, ago: number) =>
  makeTask(taskId, state, { gmtCreate: new Date(NOW - ago).toISOString() });
const running = makeTask("dt-b", "running", { progress: { completed: 4, total: 10, fraction: 0.4 } });
const unprepared = makeTask("dt-b", "running", { progress: { completed: 0, total: 0 } });
const [a, b, c, d] = [
  created("dt-a", "finished", 2 * HOUR),
  created("dt-b", "finished", HOUR),
  created("dt-c", "finished", 5 * MINUTE),
  created("dt-d", "finished", 3 * HOUR),
];
const queueing = makeTask("dt-q", "queueing");
const failed = makeTask("dt-x", "failed");

/** Returns the sentence of a verdict. The tasks in `gone` were listed before. */
function say(tasks: DownloadTaskDetails[], fields: Partial<TaskCondition>, gone: string[] = []): string {
  const condition: TaskCondition = {
    require: "all",
    minTasks: 1,
    failOn: ["failed", "expired"],
    notFoundTimeout: 5 * MINUTE,
    ...fields,
  };
  const absenceOf = (taskId: string) => ({ lasted: 0, gone: gone.includes(taskId) });
  return judge(tasks, condition, absenceOf, NOW).verdict.sentence;
}

describe("the sentence of a waiting or failed verdict", () => {
  const rows: [rule: string, tasks: DownloadTaskDetails[], fields: Partial<TaskCondition>, sentence: string][] = [
    [
      "counts the finished tasks, then names the others with their tables",
      [a, running],
      {},
      "1 of 2 finished: dt-b 4/10 tables",
    ],
    ["shows the state running while tables are not counted", [unprepared], {}, "0 of 1 finished: dt-b running"],
    ["shows any other state", [a, queueing], {}, "1 of 2 finished: dt-q queueing"],
    [
      "names a task that fails before one that does not",
      [running, failed],
      {},
      "0 of 2 finished: dt-x failed, dt-b 4/10 tables",
    ],
    [
      "shows a state that fails the gate beside the tables",
      [running],
      { failOn: ["running"] },
      "0 of 1 finished: dt-b running 4/10 tables",
    ],
    [
      "says that an expired task's files are gone",
      [makeTask("dt-e", "expired")],
      {},
      "0 of 1 finished: dt-e expired (its files are gone)",
    ],
    ["names a task that is not listed yet", [], { taskIds: ["dt-x"] }, "0 of 1 finished: dt-x not listed yet"],
    ["says that no task is listed", [], {}, "no task listed yet"],
    ["says that too few tasks are listed", [a], { minTasks: 3 }, "1 of 1 finished: only 1 listed, at least 3 needed"],
    ["says that no task of several is listed", [], { minTasks: 3 }, "no task listed yet: at least 3 needed"],
    [
      "names three tasks and counts the rest",
      [makeTask("dt-0"), queueing, makeTask("dt-2", "initializing"), makeTask("dt-3"), a],
      {},
      "1 of 5 finished: dt-0 running, dt-q queueing, dt-2 initializing, and 1 more",
    ],
    [
      "does not give the age of a finished task",
      [a, queueing],
      { require: "latest", minTasks: 3 },
      "1 of 1 finished: only 2 listed, at least 3 needed",
    ],
  ];
  for (const [rule, tasks, fields, sentence] of rows) {
    it(rule, () => assert.equal(say(tasks, fields), sentence));
  }
  it("distinguishes a task that is no longer listed from one that is not listed yet", () => {
    const taskIds = ["dt-x", "dt-y"];
    assert.equal(say([], { taskIds }, ["dt-x"]), "0 of 2 finished: dt-x no longer listed, dt-y not listed yet");
  });
  it("removes control characters from the service's text", () => {
    assert.equal(say([makeTask("dt-\u001b[31mx\n", "ru\u0007nning")], {}), "0 of 1 finished: dt- [31mx ru nning");
  });
});

describe("the sentence of a ready verdict", () => {
  const rows: [rule: string, tasks: DownloadTaskDetails[], fields: Partial<TaskCondition>, sentence: string][] = [
    [
      "names the newest task with its age",
      [created("dt-orders", "finished", 23 * HOUR), failed],
      { require: "latest" },
      "dt-orders finished, created 23h ago",
    ],
    [
      "names the newest of at least two tasks",
      [c, failed],
      { require: "latest", minTasks: 2 },
      "dt-c finished, created 5m ago",
    ],
    ["names the only task of a selection with its age", [a], {}, "dt-a finished, created 2h ago"],
    [
      "names two tasks in the order of the list",
      [a, c],
      {},
      "2 of 2 finished: dt-a created 2h ago, dt-c created 5m ago",
    ],
    [
      "names three tasks in the order of taskIds",
      [c, b, a],
      { taskIds: ["dt-a", "dt-b", "dt-c"] },
      "3 of 3 finished: dt-a created 2h ago, dt-b created 1h ago, dt-c created 5m ago",
    ],
    [
      "names the newest of more than three tasks and counts the rest",
      [a, b, c, d],
      { taskIds: ["dt-a", "dt-b", "dt-c", "dt-d"] },
      "4 of 4 finished: newest dt-c created 5m ago, and 3 more",
    ],
    [
      "names the finished tasks when any is required, then the others",
      [c, b, running, failed],
      { require: "any" },
      "2 of 4 finished: dt-c created 5m ago, dt-b created 1h ago; dt-x failed, dt-b 4/10 tables",
    ],
    [
      "names the newest of many finished tasks when any is required, then the others",
      [c, b, a, d, queueing],
      { require: "any" },
      "4 of 5 finished: newest dt-c created 5m ago, and 3 more; dt-q queueing",
    ],
    [
      "names a task that is not listed when any is required",
      [a],
      { require: "any", taskIds: ["dt-a", "dt-new"] },
      "1 of 2 finished: dt-a created 2h ago; dt-new not listed yet",
    ],
    [
      "says just now for a creation time in the future",
      [created("dt-a", "finished", -HOUR)],
      {},
      "dt-a finished, created just now",
    ],
    [
      "gives the age of an old export in days",
      [created("dt-a", "finished", 74 * HOUR)],
      {},
      "dt-a finished, created 3d 2h ago",
    ],
    [
      "removes control characters from the service's text",
      [created("dt-\u001b[31mx", "finished", HOUR)],
      {},
      "dt- [31mx finished, created 1h ago",
    ],
  ];
  for (const [rule, tasks, fields, sentence] of rows) {
    it(rule, () => assert.equal(say(tasks, fields), sentence));
  }
});
