import assert from "node:assert/strict";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

describe("startTask in one process", () => {
  it("starts one of several equal exports, and lets the others adopt it although it is not listed yet", async () => {
    const { start, sent } = exportScene({ listingLag: () => 600_000, blocking: [] });
    const tasks = await Promise.all([start(), start(), start({ adopt: "finished" })]);
    assert.deepEqual(
      tasks.map(({ sentence }) => sentence),
      ["started dt-1", "adopted dt-1 (initializing)", "adopted dt-1 (initializing)"],
    );
    assert.equal(sent(), 1);
  });

  it("knows whole what it started, although the list does not show everything of it", async () => {
    const { start, sent } = exportScene({ targetPath: "absent" });
    const wanted = makeExport({ useZstd: true });
    assert.deepEqual([(await start({ wanted })).adopted, (await start({ wanted })).adopted, sent()], [false, true, 1]);
  });

  it("does not take for equal what it started with another setting that no list shows", async () => {
    const { start, failure } = exportScene();
    await start({ wanted: makeExport({ useZstd: true }) });
    const { kind, taskId } = await failure({ wanted: makeExport({ useZstd: false }) });
    assert.deepEqual([kind, taskId], ["conflict", "dt-1"]);
  });

  it("names the task in the way of a different export although that one is not listed yet", async () => {
    const { start, failure } = exportScene({ listingLag: () => 600_000 });
    const [, { kind, taskId, message }] = await Promise.all([
      start(),
      failure({ wanted: makeExport({ format: "sql" }) }),
    ]);
    assert.deepEqual([kind, taskId], ["conflict", "dt-1"]);
    assert.match(message, /dt-1 is in the way \(initializing\)/);
  });

  it("does not let exports of different instances wait for each other", async () => {
    const { start, clock, newProcess } = exportScene({ blocking: [], creations: [{ end: "stall" }] });
    const process = newProcess();
    const from = clock.now();
    void start({}, {}, process).catch(() => {});
    await start({ wanted: makeExport({ instanceName: "rm-2", backupSetId: "b-9" }) }, {}, process);
    assert.ok(clock.now() - from < 5_000);
  });

  it("remembers nothing of another process", async () => {
    const { start, newProcess } = exportScene({ listingLag: () => 600_000, blocking: [] });
    await start();
    assert.equal((await start({}, {}, newProcess())).sentence, "started dt-2");
  });

  it("goes on with the next one when one fails or is cancelled in its turn or before it", async () => {
    const { start, failure, clock } = exportScene({ creations: [{ end: "stall", undone: true }] });
    const [first, second] = [new AbortController(), new AbortController()];
    const cancelled = [
      failure({ wanted: makeExport({ format: "sql" }) }, { signal: first.signal }),
      failure({}, { signal: second.signal }),
    ];
    const third = start();
    void clock.sleep(1_000).then(() => {
      second.abort("enough");
      first.abort("enough");
    });
    const errors = await Promise.all(cancelled);
    assert.deepEqual(
      errors.map(({ kind, outcome }) => [kind, outcome]),
      [
        ["cancelled", "open"],
        ["cancelled", "notDone"],
      ],
    );
    assert.equal((await third).sentence, "started dt-1");
  });
});
