import assert from "node:assert/strict";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

type Scene = ReturnType<typeof exportScene>;

/** Aborts a call after `ms` milliseconds, and returns its error and the milliseconds that it went on after that. */
async function abortedAfter(ms: number, { failure, clock }: Scene, fields = {}) {
  const controller = new AbortController();
  let at = 0;
  void clock.sleep(ms).then(() => {
    at = clock.now();
    controller.abort("Ctrl-C");
  });
  const error = await failure(fields, { signal: controller.signal });
  return { error, after: clock.now() - at };
}

describe("startTask on Ctrl-C", () => {
  it("sends nothing if it comes before the call, and nothing was started", async () => {
    const { failure, process } = exportScene();
    const { kind, outcome, message, cause } = await failure({}, { signal: AbortSignal.abort("Ctrl-C") });
    assert.deepEqual([kind, outcome, cause, process.sent.length], ["cancelled", "notDone", "Ctrl-C", 0]);
    assert.match(message, /^\[cancelled\] the export of b-1 .* was cancelled after 0ms, and nothing was started$/);
  });

  it("sends nothing if it comes during the look", async () => {
    const scene = exportScene();
    const { error, after } = await abortedAfter(50, scene);
    assert.deepEqual([error.kind, error.outcome, after, scene.sent()], ["cancelled", "notDone", 0, 0]);
  });

  it("returns the task if its answer arrives within 1.5 seconds", async () => {
    const { start, clock, service } = exportScene();
    const controller = new AbortController();
    void clock.sleep(250).then(() => controller.abort("Ctrl-C"));
    assert.equal((await start({}, { signal: controller.signal })).sentence, "started dt-1");
    assert.equal(service.tasks.length, 1);
  });

  it("gives up an answer after 1.5 seconds, and says that the export may have been started", async () => {
    const scene = exportScene({ creations: [{ end: "stall" }] });
    const { error, after } = await abortedAfter(5_000, scene);
    assert.deepEqual([error.kind, error.outcome, after, scene.sent()], ["cancelled", "open", 1_500, 1]);
    assert.match(error.message, /was cancelled after 6s|7s/);
    assert.match(error.message, /\. It may have been started\. Run this again in a minute: the next up looks first/);
  });

  it("says with adopt never that the next up would start another one", async () => {
    const { error } = await abortedAfter(5_000, exportScene({ creations: [{ end: "stall" }] }), { adopt: "never" });
    assert.match(error.message, /It may have been started\..*adopt: "never" the next up starts another one/);
  });

  it("says that nothing was started if the answer within 1.5 seconds is a refusal", async () => {
    const scene = exportScene();
    scene.somebody("running", makeExport({ format: "sql" }));
    const { error, after } = await abortedAfter(250, scene);
    assert.deepEqual([error.kind, error.outcome, scene.sent()], ["cancelled", "notDone", 1]);
    assert.ok(after < 1_500);
  });

  it("says that the export may have been started if the answer within 1.5 seconds is not clear", async () => {
    const { error, after } = await abortedAfter(250, exportScene({ creations: [{ end: "503", undone: true }] }));
    assert.deepEqual([error.kind, error.outcome], ["cancelled", "open"]);
    assert.ok(after < 1_500);
  });

  it("never begins a further attempt, and ends within 1.5 seconds between two of them", async () => {
    for (const ms of [250, 400, 600, 900]) {
      const scene = exportScene({ creations: Array(9).fill({ end: "throttled" }) });
      let sentBefore = -1;
      void scene.clock.sleep(ms).then(() => {
        sentBefore = scene.sent();
      });
      const { error, after } = await abortedAfter(ms, scene);
      assert.deepEqual([error.kind, error.outcome, scene.sent()], ["cancelled", "notDone", sentBefore]);
      assert.ok(sentBefore > 0 && after <= 1_500, `${sentBefore} sent, ${after} ms`);
    }
  });

  it("ends at once while it looks for the task of a lost answer, which may have been started", async () => {
    const { error, after } = await abortedAfter(60_000, exportScene({ creations: [{ end: "reset", undone: true }] }));
    assert.deepEqual([error.kind, error.outcome, after], ["cancelled", "open", 0]);
  });

  it("ends at once while it looks for the task in the way, and nothing was started", async () => {
    const scene = exportScene();
    scene.somebody("running", makeExport({ format: "sql" }));
    const { error, after } = await abortedAfter(10_000, scene);
    assert.deepEqual([error.kind, error.outcome, after], ["cancelled", "notDone", 0]);
  });

  it("ends at once while it waits for its turn, and sends nothing", async () => {
    const scene = exportScene({ creations: [{ end: "stall" }] });
    void scene.start({ wanted: makeExport({ format: "sql" }) }).catch(() => {});
    const { error, after } = await abortedAfter(5_000, scene);
    assert.deepEqual([error.kind, error.outcome, after, scene.sent()], ["cancelled", "notDone", 0, 1]);
  });

  it("says while it waits for its turn that an equal export of the program may have been started", async () => {
    const EQUAL =
      /was cancelled after .*\. An equal one of this program may have been started\. Run this again in a minute/;
    // The equal request is on its way, or it is answered by an error that leaves its outcome open.
    for (const end of ["stall", "503"] as const) {
      const scene = exportScene({ creations: [{ end, undone: true }] });
      void scene.start().catch(() => {});
      const { error, after } = await abortedAfter(5_000, scene);
      assert.deepEqual([error.kind, error.outcome, after, scene.sent()], ["cancelled", "open", 0, 1], end);
      assert.match(error.message, EQUAL);
    }
  });

  it("says while it waits for its turn that nothing was started if the equal export is not sent or it adopts none", async () => {
    for (const [ms, fields] of [
      [50, {}],
      [5_000, { adopt: "never" }],
    ] as const) {
      const scene = exportScene({ creations: [{ end: "stall" }] });
      void scene.start(fields).catch(() => {});
      const { error } = await abortedAfter(ms, scene, fields);
      assert.deepEqual([error.kind, error.outcome], ["cancelled", "notDone"]);
      assert.match(error.message, /, and nothing was started$/);
    }
  });
});
