import assert from "node:assert/strict";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { previewTask } from "../../../provider/operations/previewTask";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const OTHER = makeExport({ backupSetId: "b-2" });
const GB = 2 ** 30;

type Scene = ReturnType<typeof exportScene>;

async function preview({ process, clock, requestOf }: Scene, fields: Partial<TaskRequest> = {}) {
  return await previewTask(requestOf(fields), process.connection, { since: clock.now() - 1 });
}

describe("previewTask", () => {
  it("says what would be started, and that it is charged by its size", async () => {
    const scene = exportScene();
    const text = "would start an export of b-1 as csv to oss://bucket/orders (charged by its size)";
    assert.deepEqual([await preview(scene), scene.sent(), scene.service.tasks.length], [text, 0, 0]);
  });

  it("says what an export of a known size costs", async () => {
    const wanted = makeExport({ backupSetSize: 10 * GB, target: { type: "URL" } });
    const text = "would start an export of b-1 as csv to a download URL (10 GB, about USD 0.31 at USD 0.03125 per GB)";
    assert.equal(await preview(exportScene(), { wanted }), text);
  });

  it("names the point in time and the instance", async () => {
    const { backupSetId: _, ...wanted } = makeExport({ pointInTime: Date.UTC(2026, 0, 1) });
    assert.match(
      await preview(exportScene(), { wanted }),
      /^would start an export of rm-1 at 2026-01-01T00:00:00\.000Z as csv to oss/,
    );
  });

  it("says that a finished task of the same export could be taken", async () => {
    const scene = exportScene();
    scene.somebody("finished");
    assert.match(
      await preview(scene),
      /^would start .*\(charged by its size\); dt-1 of the same set is finished: adopt "finished" takes it$/,
    );
    assert.doesNotMatch(await preview(scene, { wanted: OTHER }), /dt-1/);
    assert.doesNotMatch(await preview(scene, { adopt: "never" }), /dt-1/);
    assert.equal(await preview(scene, { adopt: "finished" }), "would adopt dt-1 (finished)");
  });

  it("names a finished task that only may be the same export, whether or not finished ones are adopted", async () => {
    const scene = exportScene({ targetPath: "path" });
    scene.somebody("finished");
    for (const adopt of ["unfinished", "finished"] as const) {
      assert.match(
        await preview(scene, { adopt }),
        /^would start .*; dt-1 \(finished\) may be the same export, but the list does not show its target\.bucket: adoptTaskId takes it$/,
      );
    }
    assert.doesNotMatch(await preview(scene, { adopt: "never" }), /dt-1/);
  });

  it("says which task would be adopted and how far it is", async () => {
    const scene = exportScene();
    scene.somebody("running");
    assert.equal(await preview(scene), "would adopt dt-1 (running 4/10 tables)");
  });

  it("says which task is in the way and what to do", async () => {
    const scene = exportScene();
    scene.somebody("failed", OTHER);
    assert.match(
      await preview(scene),
      /^would fail: dt-1 is in the way \(failed\): a failed task blocks new exports.*Retry it first/,
    );
  });

  it("says that a start fails only while an unfinished task is in the way, and what makes it wait", async () => {
    const scene = exportScene();
    scene.somebody("running", OTHER);
    assert.equal(
      await preview(scene),
      "would fail while dt-1 is in the way (running 4/10 tables); a gate on it that this resource depends on makes it wait",
    );
  });

  it("says which task may be equal and what to do", async () => {
    const scene = exportScene({ targetPath: "path" });
    scene.somebody("running");
    assert.match(
      await preview(scene),
      /^would fail: dt-1 \(running 4\/10 tables\) may be the same export, .*set adoptTaskId to "dt-1"/,
    );
  });

  it("judges the task that adoptTaskId names", async () => {
    const scene = exportScene();
    const adoptTaskId = "dt-1";
    assert.equal(await preview(scene, { adoptTaskId }), "would fail: dt-1, which adoptTaskId names, is not listed");
    scene.somebody("running");
    assert.equal(await preview(scene, { adoptTaskId }), "would adopt dt-1 (running 4/10 tables)");
    assert.match(
      await preview(scene, { adoptTaskId, wanted: OTHER }),
      /^would fail: dt-1, .* differs in backupSetId\. Correct/,
    );
  });

  it("shares its looks with the previews of other resources", async () => {
    const scene = exportScene();
    await Promise.all([preview(scene), preview(scene), preview(scene, { wanted: OTHER })]);
    assert.equal(scene.sent("DescribeDownloadTask"), 2);
  });

  it("throws the error of a look that fails", async () => {
    const scene = exportScene({ looks: Array(99).fill({ end: "503" }) });
    await assert.rejects(preview(scene), { kind: "unavailable" });
  });
});
