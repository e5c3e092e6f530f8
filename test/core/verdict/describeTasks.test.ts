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

/** The sentence of a verdict; with names listed before, of those of them that are gone. */
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

describe("the sentence of a verdict that waits or failed", () => {
  const rows: [rule: string, tasks: DownloadTaskDetails[], fields: Partial<TaskCondition>, sentence: string][] = [
    [
      "counts the finished, then names the others with their tables",
      [a, running],
      {},
      "1 of 2 finished: dt-b 4/10 tables",
    ],
    ["says the state while tables are not counted", [unprepared], {}, "0 of 1 finished: dt-b running"],
    ["says any other state", [a, queueing], {}, "1 of 2 finished: dt-q queueing"],
    ["names what fails first", [running, failed], {}, "0 of 2 finished: dt-x failed, dt-b 4/10 tables"],
    [
      "says the state that fails beside the tables",
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
    ["names what is not listed yet", [], { taskIds: ["dt-x"] }, "0 of 1 finished: dt-x not listed yet"],
    ["says that no task is listed", [], {}, "no task listed yet"],
    ["says that too few tasks are listed", [a], { minTasks: 3 }, "1 of 1 finished: 1 of at least 3 tasks listed"],
    ["says that none of several is listed", [], { minTasks: 3 }, "no task listed yet: 0 of at least 3 tasks listed"],
    [
      "names three tasks and counts the rest",
      [makeTask("dt-0"), queueing, makeTask("dt-2", "initializing"), makeTask("dt-3"), a],
      {},
      "1 of 5 finished: dt-0 running, dt-q queueing, dt-2 initializing, and 1 more",
    ],
    [
      "says nothing of the age of what is finished",
      [a, queueing],
      { require: "latest", minTasks: 3 },
      "1 of 1 finished: 2 of at least 3 tasks listed",
    ],
  ];
  for (const [rule, tasks, fields, sentence] of rows) {
    it(rule, () => assert.equal(say(tasks, fields), sentence));
  }
  it("tells what is no longer listed from what is not listed yet", () => {
    const taskIds = ["dt-x", "dt-y"];
    assert.equal(say([], { taskIds }, ["dt-x"]), "0 of 2 finished: dt-x no longer listed, dt-y not listed yet");
  });
  it("cleans the service's words", () => {
    assert.equal(say([makeTask("dt-\u001b[31mx\n", "ru\u0007nning")], {}), "0 of 1 finished: dt- [31mx ru nning");
  });
});

describe("the sentence of a verdict that is ready", () => {
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
    ["names the one task of a selection", [a], {}, "dt-a finished, created 2h ago"],
    ["names two tasks in their order", [a, c], {}, "2 of 2 finished: dt-a created 2h ago, dt-c created 5m ago"],
    [
      "names three tasks in the order of taskIds",
      [c, b, a],
      { taskIds: ["dt-a", "dt-b", "dt-c"] },
      "3 of 3 finished: dt-a created 2h ago, dt-b created 1h ago, dt-c created 5m ago",
    ],
    [
      "names the newest of more than three tasks, and how many more there are",
      [a, b, c, d],
      { taskIds: ["dt-a", "dt-b", "dt-c", "dt-d"] },
      "4 of 4 finished: newest dt-c created 5m ago, and 3 more",
    ],
    [
      "names the finished ones of any, then the others",
      [c, b, running, failed],
      { require: "any" },
      "2 of 4 finished: dt-c created 5m ago, dt-b created 1h ago; dt-x failed, dt-b 4/10 tables",
    ],
    [
      "names the newest of many that any opens on, then the others",
      [c, b, a, d, queueing],
      { require: "any" },
      "4 of 5 finished: newest dt-c created 5m ago, and 3 more; dt-q queueing",
    ],
    [
      "says of any what is not listed",
      [a],
      { require: "any", taskIds: ["dt-a", "dt-new"] },
      "1 of 2 finished: dt-a created 2h ago; dt-new not listed yet",
    ],
    [
      "says just now of a creation that lies ahead of this clock",
      [created("dt-a", "finished", -HOUR)],
      {},
      "dt-a finished, created just now",
    ],
    ["says days of an old export", [created("dt-a", "finished", 74 * HOUR)], {}, "dt-a finished, created 3d 2h ago"],
    [
      "cleans the service's words",
      [created("dt-\u001b[31mx", "finished", HOUR)],
      {},
      "dt- [31mx finished, created 1h ago",
    ],
  ];
  for (const [rule, tasks, fields, sentence] of rows) {
    it(rule, () => assert.equal(say(tasks, fields), sentence));
  }
});
