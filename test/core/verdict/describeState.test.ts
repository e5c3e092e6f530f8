import assert from "node:assert/strict";
import { describeState } from "../../../provider/core/verdict/describeState";

describe("describeState", () => {
  const progress = { completed: 4, total: 10 };
  for (const [title, task, described] of [
    [
      "says how far a running task is",
      { downloadStatus: "running", progress },
      { state: "running", tables: "4/10 tables" },
    ],
    [
      "leaves the tables out if their number is not known yet",
      { downloadStatus: "running", progress: { completed: 0, total: 0 } },
      { state: "running" },
    ],
    ["leaves the tables out if the service does not show them", { downloadStatus: "running" }, { state: "running" }],
    ["leaves the tables of a task out that does not run", { downloadStatus: "failed", progress }, { state: "failed" }],
    ["shows a state on one line", { downloadStatus: "odd\r\nstate" }, { state: "odd state" }],
  ] as const) {
    it(title, () => assert.deepEqual(describeState(task), described));
  }
});
