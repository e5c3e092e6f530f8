import assert from "node:assert/strict";
import type { TaskCondition } from "../../../provider/core/query";
import { judge } from "../../../provider/core/verdict/judge";
import { judgeWithRetries, type RetryFacts } from "../../../provider/core/wait/judgeWithRetries";
import { createTaskRetries, type RetryOutcome } from "../../../provider/core/wait/taskRetries";
import { makeTask } from "../../support/tasks/makeTask";

/** The states that letters stand for. */
const STATES = { f: "finished", r: "running", x: "failed", e: "expired" };
const CONDITION: TaskCondition = {
  require: "all",
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: 300_000,
};
const NOW = Date.UTC(2026, 0, 2);

/** A retry that was sent before the look: the number of its task, and its outcome; `undefined` while it is on its way. */
type Sent = [task: number, outcome?: RetryOutcome, over?: "over"];

/** Judges the tasks `dt-0`, `dt-1` … in the states of these letters, for a wait that began at 0 and may retry twice. */
function judged(
  letters: string,
  { sent = [], ...condition }: Partial<TaskCondition> & { sent?: Sent[] } = {},
  facts: Partial<RetryFacts> = {},
) {
  const tasks = [...letters].map((letter, at) => makeTask(`dt-${at}`, STATES[letter as keyof typeof STATES]));
  const retries = createTaskRetries();
  let now = 0;
  for (const [task, outcome, over] of sent) {
    now += 1_000;
    retries.begin(`dt-${task}`, now);
    if (outcome !== undefined) retries.end(`dt-${task}`, outcome, now);
    if (over !== undefined) retries.saw([makeTask(`dt-${task}`, "running")], now + 500);
  }
  const wanted = { ...CONDITION, ...condition };
  const { verdict, toRetry } = judgeWithRetries(
    (noteOf) => judge(tasks, wanted, () => ({ lasted: 0, gone: false }), NOW, noteOf),
    wanted,
    { most: 2, retries, began: 0, asked: now + 10_000, dry: false, ...facts },
  );
  return { verdict, toRetry: toRetry.map(({ taskId }) => taskId).join(" ") };
}

describe("a wait that retries failed tasks", () => {
  const rows: [rule: string, letters: string, given: Parameters<typeof judged>[1], state: string, toRetry: string][] = [
    ["retries a failed task", "xr", {}, "waiting", "dt-0"],
    ["retries all failed tasks if all must finish", "xfx", {}, "waiting", "dt-0 dt-2"],
    ["retries only the newest task if that one must finish", "xx", { require: "latest" }, "waiting", "dt-0"],
    ["retries no older task if the newest one must finish", "rx", { require: "latest" }, "waiting", ""],
    ["retries nothing while another task may finish, if any is enough", "xr", { require: "any" }, "waiting", ""],
    ["retries one task if any is enough and all failed", "xx", { require: "any" }, "waiting", "dt-0"],
    ["retries one task if any is enough and the others expired", "ex", { require: "any" }, "waiting", "dt-1"],
    [
      "retries no second task while the first is pending, if any is enough",
      "xx",
      { require: "any", sent: [[0, "acknowledged"]] },
      "waiting",
      "",
    ],
    [
      "retries the next task once the first has used its retries up, if any is enough",
      "xx",
      {
        require: "any",
        sent: [
          [0, "acknowledged", "over"],
          [0, "acknowledged", "over"],
        ],
      },
      "waiting",
      "dt-1",
    ],
    [
      "retries nothing while more tasks are expected, if any is enough",
      "x",
      { require: "any", minTasks: 2 },
      "waiting",
      "",
    ],
    ["opens without a retry if any is enough and one is finished", "xf", { require: "any" }, "ready", ""],
    ["never retries an expired task", "e", {}, "failed", ""],
    ["retries nothing if it fails because of an expired task anyway", "xe", {}, "failed", ""],
    [
      "retries nothing if it fails because of a task whose retries are used up",
      "xx",
      {
        sent: [
          [0, "acknowledged", "over"],
          [0, "acknowledged", "over"],
        ],
      },
      "failed",
      "",
    ],
    ["waits for a pending task", "x", { sent: [[0, "acknowledged"]] }, "waiting", ""],
    ["waits for a task whose retry is on its way", "x", { sent: [[0]] }, "waiting", ""],
    ["retries a task again that failed again", "x", { sent: [[0, "acknowledged", "over"]] }, "waiting", "dt-0"],
    [
      "fails if a task failed after as many retries as allowed",
      "x",
      {
        sent: [
          [0, "acknowledged", "over"],
          [0, "open", "over"],
        ],
      },
      "failed",
      "",
    ],
    [
      "retries a failed task while a named one is not listed yet",
      "x",
      { taskIds: ["dt-0", "dt-9"] },
      "waiting",
      "dt-0",
    ],
    [
      "retries nothing if it fails because a named task is missing for too long",
      "x",
      { taskIds: ["dt-0", "dt-9"], notFoundTimeout: 0 },
      "failed",
      "",
    ],
    ["does not retry a task that it was not given", "xf", { taskIds: ["dt-1"] }, "ready", ""],
  ];
  for (const [rule, letters, given, state, toRetry] of rows) {
    it(rule, () => {
      const end = judged(letters, given);
      assert.deepEqual([end.verdict.state, end.toRetry], [state, toRetry]);
    });
  }

  it("counts only the retries that were sent since it began", () => {
    const used: Sent[] = [
      [0, "acknowledged", "over"],
      [0, "acknowledged", "over"],
    ];
    assert.equal(judged("x", { sent: used }, { began: 1_500 }).toRetry, "dt-0");
    assert.equal(judged("x", { sent: used }, { began: 1_000 }).toRetry, "");
  });

  it("names the task that no retry helps, and how many retries were sent for it", () => {
    assert.deepEqual(judged("xe").verdict.failure, { kind: "taskFailed", task: makeTask("dt-1", "expired") });
    const used: Sent[] = [
      [0, "acknowledged", "over"],
      [0, "acknowledged", "over"],
    ];
    assert.deepEqual(judged("x", { sent: used }).verdict.failure, {
      kind: "taskFailed",
      task: makeTask("dt-0", "failed"),
      retries: 2,
    });
  });

  const sentences: [rule: string, letters: string, given: Parameters<typeof judged>[1], sentence: string][] = [
    ["says which retry was sent", "x", { sent: [[0, "acknowledged"]] }, "dt-0 failed, retry 1 of 2 sent"],
    [
      "counts the finished tasks if there are others",
      "fx",
      { sent: [[1, "acknowledged"]] },
      "1 of 2 finished: dt-1 failed, retry 1 of 2 sent",
    ],
    [
      "names a task with a retry before others",
      "rx",
      { sent: [[1, "acknowledged"]] },
      "0 of 2 finished: dt-1 failed, retry 1 of 2 sent, dt-0 running",
    ],
    [
      "says that the outcome of a retry is unknown",
      "x",
      { sent: [[0, "open"]] },
      "dt-0 failed, retry 1 of 2 sent (outcome unknown)",
    ],
    ["says that a retry was refused", "x", { sent: [[0, "refused"]] }, "dt-0 failed, retry 1 of 2 refused"],
    [
      "says how many retries were sent once they are used up",
      "x",
      {
        sent: [
          [0, "acknowledged", "over"],
          [0, "acknowledged", "over"],
        ],
      },
      "dt-0 failed after 2 retries were sent",
    ],
    [
      "says that the last retry had an unknown outcome",
      "x",
      {
        sent: [
          [0, "refused", "over"],
          [0, "open", "over"],
        ],
      },
      "dt-0 failed after 2 retries were sent, the last of which has an unknown outcome",
    ],
  ];
  for (const [rule, letters, given, sentence] of sentences) {
    it(rule, () => assert.equal(judged(letters, given).verdict.sentence, sentence));
  }

  it("says in a preview which retry it would send", () => {
    const { sentence, state } = judged("x", {}, { dry: true }).verdict;
    assert.deepEqual([state, sentence], ["waiting", "dt-0 failed and would be retried (1 of 2)"]);
  });

  it("says that another wait of the program sent a retry that is not one of its own count", () => {
    const { verdict } = judged("x", { sent: [[0, "acknowledged"]] }, { began: 5_000 });
    assert.deepEqual([verdict.state, verdict.sentence], ["waiting", "dt-0 failed, already retried"]);
  });
});
