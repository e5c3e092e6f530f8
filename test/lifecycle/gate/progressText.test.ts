import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { createProgressText } from "../../../provider/lifecycle/gate/progressText";
import { makeTask } from "../../support/tasks/makeTask";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const verdict = (state: string, sentence: string): Verdict => ({
  state: "waiting",
  sentence,
  tasks: [makeTask("dt-a", state)],
  warnings: [],
});

describe("createProgressText", () => {
  it("shows the first look at once", () => {
    assert.equal(createProgressText()({ verdict: verdict("running", "one"), elapsed: 0, looks: 1 }), "one");
  });
  it("shows a change of state at once, with the time waited", () => {
    const text = createProgressText();
    text({ verdict: verdict("queueing", "one"), elapsed: 0, looks: 1 });
    assert.equal(text({ verdict: verdict("running", "two"), elapsed: SECOND, looks: 2 }), "two; 1s elapsed");
  });
  it("shows table counts once a minute", () => {
    const text = createProgressText();
    const told = [];
    for (let elapsed = 0; elapsed <= 3 * MINUTE; elapsed += 10 * SECOND) {
      told.push(text({ verdict: verdict("running", `at ${elapsed / SECOND}`), elapsed, looks: 1 }));
    }
    assert.deepEqual(
      told.filter((line) => line !== undefined),
      ["at 0", "at 60; 1m elapsed", "at 120; 2m elapsed", "at 180; 3m elapsed"],
    );
  });
  it("is never silent for more than five minutes, even between two looks", () => {
    const text = createProgressText();
    const told = [];
    for (let elapsed = 0; elapsed <= 11 * MINUTE; elapsed += 15 * SECOND) {
      const line = text({ verdict: verdict("running", "the same"), elapsed, looks: 1 });
      if (line !== undefined) told.push([elapsed, line]);
    }
    assert.deepEqual(told, [
      [0, "the same"],
      [285 * SECOND, "the same; 4m 45s elapsed"],
      [570 * SECOND, "the same; 9m 30s elapsed"],
    ]);
  });
  it("shows the estimated time left right after the number of finished tasks", () => {
    const say = (sentence: string) =>
      createProgressText()({
        verdict: verdict("running", sentence),
        estimatedRemaining: 360 * SECOND,
        elapsed: 0,
        looks: 1,
      });
    assert.equal(say("1 of 3 finished: dt-b:1 7/10 tables"), "1 of 3 finished (about 6m left): dt-b:1 7/10 tables");
    assert.equal(say("1 of 3 finished"), "1 of 3 finished (about 6m left)");
  });
  it("shows a change of state at once even after many table counts", () => {
    const text = createProgressText();
    for (let elapsed = 0; elapsed <= 360 * MINUTE; elapsed += MINUTE) {
      text({ verdict: verdict("running", `at ${elapsed}`), elapsed, looks: 1 });
    }
    const elapsed = 360 * MINUTE + SECOND;
    assert.match(text({ verdict: verdict("finished", "changed"), elapsed, looks: 1 }) ?? "", /^changed; /);
  });
  it("shows that a look failed, and that looks succeed again", () => {
    const text = createProgressText();
    const error = new DbsError("unavailable", "no way there");
    text({ verdict: verdict("running", "one"), elapsed: 0, looks: 1 });
    assert.equal(
      text({ verdict: verdict("running", "one"), elapsed: SECOND, looks: 2, error }),
      "one; 1s elapsed; retrying after a failed look: [unavailable] no way there",
    );
    assert.equal(text({ verdict: verdict("running", "one"), elapsed: 2 * SECOND, looks: 3, error }), undefined);
    assert.equal(text({ verdict: verdict("running", "one"), elapsed: 3 * SECOND, looks: 4 }), "one; 3s elapsed");
  });
  it("does not call the retry of a task a look", () => {
    const error = new DbsError("throttled", "dt-a could not be retried", { operation: "RetryDownloadTask" });
    assert.equal(
      createProgressText()({ verdict: verdict("failed", "one"), elapsed: 0, looks: 1, error }),
      "one; trying again: [throttled] dt-a could not be retried",
    );
  });
  it("writes fewer than 150 lines in six hours if table counts change in each look", () => {
    const text = createProgressText();
    let lines = 0;
    for (let elapsed = 0; elapsed <= 360 * MINUTE; elapsed += 30 * SECOND) {
      lines += text({ verdict: verdict("running", `at ${elapsed}`), elapsed, looks: 1 }) === undefined ? 0 : 1;
    }
    assert.ok(lines < 150, `${lines} lines`);
  });
  it("writes fewer than 150 lines in six hours if states change in each look and every other look fails", () => {
    const text = createProgressText();
    const error = new DbsError("throttled", "slow down");
    let lines = 0;
    for (let elapsed = 0; elapsed <= 360 * MINUTE; elapsed += 10 * SECOND) {
      const fails = elapsed % (20 * SECOND) === 0;
      const progress = {
        verdict: verdict(`state-${elapsed}`, `at ${elapsed}`),
        elapsed,
        looks: 1,
        ...(fails && { error }),
      };
      lines += text(progress) === undefined ? 0 : 1;
    }
    assert.ok(lines > 40 && lines < 150, `${lines} lines`);
  });
});
