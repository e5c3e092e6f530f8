import assert from "node:assert/strict";
import { createEstimate } from "../../../provider/core/wait/estimate";
import { makeTask } from "../../support/tasks/makeTask";

const running = (id: string, completed: number, total = 10) =>
  makeTask(id, "running", { progress: { completed, total, ...(total > 0 && { fraction: completed / total }) } });

describe("the estimate of the remaining time", () => {
  it("is based on the pace at which tables finished during the wait", () => {
    const estimate = createEstimate({ require: "all" });
    assert.equal(estimate([running("a", 2)], 1_000), undefined);
    assert.equal(estimate([running("a", 4)], 2_000), undefined, "two tables say nothing yet");
    assert.equal(estimate([running("a", 6)], 5_000), 4_000);
  });
  it("follows the slowest task if all are required, and the fastest if any is enough", () => {
    const two = [running("a", 0), running("b", 0)];
    const later = [running("a", 5), running("b", 8)];
    const [all, any] = [createEstimate({ require: "all" }), createEstimate({ require: "any" })];
    all(two, 0);
    any(two, 0);
    assert.deepEqual([all(later, 8_000), any(later, 8_000)], [8_000, 2_000]);
  });
  it("is undefined while the pace of a required task is unknown", () => {
    const estimate = createEstimate({ require: "all" });
    estimate([running("a", 0), makeTask("b", "queueing")], 0);
    assert.equal(estimate([running("a", 5), makeTask("b", "queueing")], 1_000), undefined);
  });
  it("ignores finished tasks", () => {
    const estimate = createEstimate({ require: "all" });
    estimate([running("a", 0), makeTask("b", "finished")], 0);
    assert.equal(estimate([running("a", 5), makeTask("b", "finished")], 1_000), 1_000);
    assert.equal(estimate([makeTask("b", "finished")], 1_000), undefined);
  });
  it("is dropped when its end has passed, with one table left or with all tables finished", () => {
    for (const completed of [9, 10]) {
      const estimate = createEstimate({ require: "all" });
      estimate([running("a", 0)], 0);
      estimate([running("a", completed)], 90_000);
      const later = [95_000, 96_000, 106_000, 3_600_000].map((at) => estimate([running("a", completed)], at));
      assert.deepEqual(later, completed === 9 ? [5_000, 4_000, 0, undefined] : [0, undefined, undefined, undefined]);
    }
  });
  it("starts again when a task is retried", () => {
    const estimate = createEstimate({ require: "all" });
    estimate([running("a", 5)], 0);
    assert.equal(estimate([running("a", 1)], 1_000), undefined);
    assert.equal(estimate([running("a", 5)], 2_000), 1_250);
  });
});
