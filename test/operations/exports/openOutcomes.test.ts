import assert from "node:assert/strict";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const LOST = { end: "reset", undone: true } as const;
const DONE = { end: "reset" } as const;

describe("startTask, if the answer to its request is lost,", () => {
  for (const [end, seconds] of [
    ["reset", 0],
    ["503", 0],
    ["stall", 30],
  ] as const) {
    it(`finds the task after ${end} and takes it as started, although it is listed late`, async () => {
      const { start, sent, service, clock, texts } = exportScene({ creations: [{ end }], listingLag: () => 60_000 });
      const from = clock.now();
      assert.deepEqual([(await start()).sentence, sent(), service.tasks.length], ["started dt-1", 1, 1]);
      assert.ok(clock.now() - from < (seconds + 70) * 1000);
      assert.equal(texts.at(-1), "the answer was lost; looking for the task");
    });
  }

  for (const state of ["failed", "finished"] as const) {
    it(`takes the task although it is ${state} already`, async () => {
      const life = () =>
        [
          ["running", 1_000],
          [state, Number.POSITIVE_INFINITY],
        ] as const;
      const { start } = exportScene({ creations: [DONE], life, listingLag: () => 20_000 });
      const { taskId, adopted } = await start();
      assert.deepEqual([taskId, adopted], ["dt-1", false]);
    });
  }

  it("looks for two minutes, then says that the export may have been started and what the next up does", async () => {
    const { failure, sent, clock } = exportScene({ creations: [LOST] });
    const from = clock.now();
    const { kind, outcome, code, message } = await failure();
    assert.deepEqual([kind, outcome, code, sent()], ["unsettled", "open", "ECONNRESET", 1]);
    assert.match(
      message,
      /may have been started, because its request got no clear answer \(unavailable, CreateDownload in cn-hangzhou: socket hang up \(ECONNRESET\)\)\. /,
    );
    assert.match(
      message,
      /no new task was listed\. It was not sent again\. Run this again in a minute: the next up looks first, but the list may not show the target\.bucket of the new task\. /,
    );
    assert.doesNotMatch(message, /before you send it again/);
    const seconds = (clock.now() - from) / 1000;
    assert.ok(seconds >= 120 && seconds < 125, `${seconds} s`);
  });

  it("does not take a task that was listed before, one that differs, or an expired one", async () => {
    const { failure, somebody, service, clock, sent } = exportScene({
      creations: [LOST],
      blocking: [],
      listingLag: () => 0,
    });
    somebody("finished");
    void clock.sleep(30_000).then(() => {
      somebody("running", makeExport({ format: "sql" }));
      somebody("expired");
    });
    assert.equal((await failure()).kind, "unsettled");
    assert.deepEqual([sent(), service.tasks.length], [1, 3]);
  });

  it("does not take a new task that only may be its own, and names it", async () => {
    const { failure, sent } = exportScene({ creations: [DONE], targetPath: "path" });
    const { kind, taskId, message } = await failure();
    assert.deepEqual([kind, taskId, sent()], ["unsettled", "dt-1", 1]);
    assert.match(
      message,
      /dt-1 is new and may be its task, but the list does not show its target\.bucket\. If it is, set adoptTaskId to "dt-1"/,
    );
  });

  it("goes on looking after looks that fail, and names the failure if the last one failed", async () => {
    const down = { end: "503" } as const;
    const passing = exportScene({ creations: [DONE], looks: [undefined, ...Array(12).fill(down)] });
    assert.equal((await passing.start()).sentence, "started dt-1");
    const lasting = exportScene({ creations: [DONE], looks: [undefined, ...Array(500).fill(down)] });
    const { kind, message } = await lasting.failure();
    assert.equal(kind, "unsettled");
    assert.match(message, /no new task was listed, and the last look failed: .*ServiceUnavailable/);
  });

  it("says with adopt never that the next up would start another one", async () => {
    const { failure } = exportScene({ creations: [LOST] });
    assert.match(
      (await failure({ adopt: "never" })).message,
      /It was not sent again\. .*adopt: "never" the next up starts another one.*set adoptTaskId$/,
    );
  });

  it("does not hold back a different export that waited", async () => {
    const { failure, start, sent } = exportScene({ creations: [LOST] });
    const [error, task] = await Promise.all([failure(), start({ wanted: makeExport({ format: "sql" }) })]);
    assert.deepEqual([error.kind, task.sentence, sent()], ["unsettled", "started dt-1", 2]);
  });

  it("shares its error with equal exports that waited, and sends nothing for them", async () => {
    const { failure, sent } = exportScene({ creations: [LOST] });
    const errors = await Promise.all([failure(), failure(), failure()]);
    assert.deepEqual([errors.map(({ kind }) => kind), sent()], [["unsettled", "unsettled", "unsettled"], 1]);
    assert.equal(new Set(errors).size, 3);
    assert.match(errors[2]?.message ?? "", /may have been started.*the next up looks first/);
  });

  it("does not hold back an export that waited and wants one of its own", async () => {
    const { failure, start, sent } = exportScene({ creations: [LOST] });
    const [, own] = await Promise.all([failure(), start({ adopt: "never" })]);
    assert.deepEqual([own.sentence, sent()], ["started dt-1", 2]);
  });
});
