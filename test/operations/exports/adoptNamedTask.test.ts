import assert from "node:assert/strict";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const OTHER = makeExport({ backupSetId: "b-2" });

describe("startTask with adoptTaskId", () => {
  it("takes the task although the list does not show everything of it", async () => {
    const { start, somebody, sent } = exportScene({ targetPath: "absent" });
    somebody("finished");
    const { sentence } = await start({ adoptTaskId: "dt-1", adopt: "never" });
    assert.deepEqual([sentence, sent()], ["adopted dt-1 (finished)", 0]);
  });

  for (const [what, kind, message, state, wanted] of [
    [
      "is expired",
      "conflict",
      /dt-1, which adoptTaskId names, is expired, so its files are gone\. Remove/,
      "expired",
      makeExport(),
    ],
    ["is seen to differ", "conflict", /is another export: it differs in backupSetId\. Correct/, "running", OTHER],
    [
      "is not listed",
      "taskNotFound",
      /adoptTaskId "dt-1" is not listed among the exports of backup sets of rm-1 in cn-hangzhou\. A new task may not be listed yet: run this again in a minute\. Otherwise check the id/,
      "none",
      OTHER,
    ],
  ] as const) {
    it(`fails if the task ${what}, and sends nothing`, async () => {
      const { failure, somebody, sent } = exportScene();
      if (state !== "none") somebody(state, wanted);
      const error = await failure({ adoptTaskId: "dt-1" });
      assert.deepEqual([error.kind, error.taskId, sent()], [kind, "dt-1", 0]);
      assert.match(error.message, message);
    });
  }

  it("takes a task that is listed late, and says that it looks again", async () => {
    const { start, somebody, texts, sent } = exportScene({ listingLag: () => 20_000 });
    somebody("running");
    const { sentence } = await start({ adoptTaskId: "dt-1" });
    assert.deepEqual([sentence, sent()], ["adopted dt-1 (running 4/10 tables)", 0]);
    assert.deepEqual(texts, ["looking for dt-1", "dt-1 is not listed yet; looking again"]);
  });

  it("gives up a task that is not listed within 30 seconds", async () => {
    const { failure, clock, sent } = exportScene();
    const from = clock.now();
    assert.equal((await failure({ adoptTaskId: "dt-1" })).kind, "taskNotFound");
    const seconds = (clock.now() - from) / 1000;
    assert.ok(seconds > 25 && seconds < 35, `${seconds} s`);
    assert.equal(sent(), 0);
  });

  it("does not take an export of a point in time for one of a backup set", async () => {
    const { failure, somebody } = exportScene();
    const { backupSetId: _, ...pitr } = makeExport({ pointInTime: 1_767_000_000_000 });
    somebody("running", pitr);
    assert.equal((await failure({ adoptTaskId: "dt-1" })).kind, "taskNotFound");
  });
});
