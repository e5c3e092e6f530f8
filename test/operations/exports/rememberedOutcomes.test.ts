import assert from "node:assert/strict";
import { previewTask } from "../../../provider/operations/previewTask";
import { exportScene, stays } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const LOST = { end: "reset", undone: true } as const;
const DONE = { end: "reset" } as const;
const MINUTE = 60_000;

type Scene = ReturnType<typeof exportScene>;

/** Starts an export whose answer is lost, and cancels the call while it looks for the task. */
async function cancelledStart({ failure, clock }: Scene) {
  const controller = new AbortController();
  void clock.sleep(20_000).then(() => controller.abort("Ctrl-C"));
  assert.match((await failure({}, { signal: controller.signal })).message, /It may have been started/);
}

describe("startTask, in a later call of a process that remembers an equal request without a clear answer,", () => {
  it("looks for its task for the rest of the two minutes, and adopts it", async () => {
    const scene = exportScene({ creations: [DONE], listingLag: () => 100_000, blocking: [] });
    await cancelledStart(scene);
    const { taskId, adopted } = await scene.start();
    assert.deepEqual([taskId, adopted, scene.sent()], ["dt-1", true, 1]);
  });

  it("adopts its task whenever it is listed within 15 minutes, also if it is finished by then", async () => {
    const scene = exportScene({
      creations: [DONE],
      listingLag: () => 12 * MINUTE,
      blocking: [],
      life: stays("finished"),
    });
    assert.equal((await scene.failure()).kind, "unsettled");
    await scene.clock.sleep(10 * MINUTE);
    assert.deepEqual([(await scene.start()).sentence, scene.sent()], ["adopted dt-1 (finished)", 1]);
  });

  it("sends nothing within 15 minutes of that request, looks once instead, and says so", async () => {
    const { failure, sent, clock } = exportScene({ creations: [LOST] });
    const from = clock.now();
    await failure();
    await clock.sleep(from + 14.9 * MINUTE - clock.now());
    const asked = clock.now();
    const { kind, outcome, message } = await failure();
    assert.deepEqual([kind, outcome, sent()], ["unsettled", "open", 1]);
    assert.match(
      message,
      /no new task was listed\. It was not sent again, and within 15 minutes this process sends nothing equal\. /,
    );
    assert.ok(clock.now() - asked < 2_000);
  });

  it("looks first and starts the export once these 15 minutes are over", async () => {
    const { start, failure, sent, clock } = exportScene({ creations: [LOST] });
    await failure();
    await clock.sleep(15 * MINUTE);
    assert.deepEqual([(await start()).sentence, sent()], ["started dt-1", 2]);
  });

  it("counts the 15 minutes from the request that was not refused, not from the beginning of the call", async () => {
    const throttled = Array(4).fill({ end: "throttled" });
    const { failure, sent, clock, process } = exportScene({ creations: [...throttled, LOST] });
    await failure();
    const last = process.sent.filter(({ action }) => action === "CreateDownload").at(-1)?.at ?? 0;
    await clock.sleep(last + 15 * MINUTE - 1_000 - clock.now());
    assert.deepEqual([(await failure()).kind, sent()], ["unsettled", 5]);
  });

  it("sends nothing if its looks for the task fail, and names the failure", async () => {
    const rules = { creations: [DONE], listingLag: () => 100_000, blocking: [] };
    const probe = exportScene(rules);
    await cancelledStart(probe);
    const answered = Array.from({ length: probe.sent("DescribeDownloadTask") + 1 }, () => undefined);
    const scene = exportScene({ ...rules, looks: [...answered, ...Array.from({ length: 1_000 }, () => DONE)] });
    await cancelledStart(scene);
    const { kind, message } = await scene.failure();
    assert.deepEqual([kind, scene.sent()], ["unsettled", 1]);
    assert.match(message, /no new task was listed, and the last look failed/);
  });

  it("names a task that only may be its own, and sends nothing although that task is finished", async () => {
    const scene = exportScene({ creations: [DONE], targetPath: "path", blocking: [], life: stays("finished") });
    await scene.failure();
    const { kind, message } = await scene.failure();
    assert.deepEqual([kind, scene.sent()], ["unsettled", 1]);
    assert.match(message, /dt-1 is new and may be its task.*set adoptTaskId to "dt-1"/);
  });

  for (const [what, somebodyElse] of [
    ["an unfinished task that only may be its own", false],
    ["a task of before the request that only may be equal", true],
  ] as const) {
    it(`says that the export may have been started if ${what} is listed, and names that task`, async () => {
      const scene = exportScene({ creations: [somebodyElse ? LOST : DONE], targetPath: "path", blocking: [] });
      const other = somebodyElse ? scene.somebody("finished") : undefined;
      const first = await scene.failure();
      assert.deepEqual([first.kind, first.taskId], ["unsettled", somebodyElse ? undefined : "dt-1"]);
      Object.assign(other ?? {}, { phases: stays("running")() });
      const { kind, taskId, outcome, message } = await scene.failure();
      assert.deepEqual([kind, taskId, outcome, scene.sent()], ["unsettled", "dt-1", "open", 1]);
      assert.match(message, /may have been started, .*dt-1 .*may be .*the list does not show its target\.bucket/);
    });
  }

  it("says on Ctrl-C that the export may have been started", async () => {
    const scene = exportScene({ creations: [LOST] });
    await cancelledStart(scene);
    await cancelledStart(scene);
    assert.equal(scene.sent(), 1);
  });

  it("starts a different export, and one with adopt never, at once", async () => {
    const { start, failure, sent } = exportScene({ creations: [LOST], blocking: [] });
    await failure();
    assert.equal((await start({ wanted: makeExport({ format: "sql" }) })).sentence, "started dt-1");
    assert.equal((await start({ adopt: "never" })).sentence, "started dt-2");
    assert.equal(sent(), 3);
  });

  for (const how of ["by a look", "by adoptTaskId"] as const) {
    it(`starts another export once the task was adopted ${how} and has finished`, async () => {
      const scene = exportScene({ creations: [DONE], listingLag: () => 200_000, blocking: [] });
      await scene.failure();
      await scene.clock.sleep(2 * MINUTE);
      const fields = how === "by a look" ? {} : { adoptTaskId: "dt-1" };
      assert.equal((await scene.start(fields)).adopted, true);
      Object.assign(scene.service.tasks[0] ?? {}, { phases: stays("finished")() });
      assert.deepEqual([(await scene.start()).sentence, scene.sent()], ["started dt-2", 2]);
    });
  }

  it("keeps waiting for its own task after an older equal one was adopted", async () => {
    const scene = exportScene({ creations: [LOST], blocking: [] });
    const older = scene.somebody("finished");
    await scene.failure();
    older.phases = stays("running")();
    assert.equal((await scene.start()).taskId, "dt-1");
    older.phases = stays("finished")();
    assert.deepEqual([(await scene.failure()).kind, scene.sent()], ["unsettled", 1]);
  });

  it("is previewed as what it is", async () => {
    const scene = exportScene({ creations: [DONE], listingLag: () => 200_000, blocking: [], life: stays("finished") });
    // The preview of a program has a copy of the connection, with looks of its own.
    const preview = (fields = {}) =>
      previewTask(scene.requestOf(fields), { ...scene.process.connection }, { since: scene.clock.now() });
    await scene.failure();
    await scene.clock.sleep(10_000);
    assert.equal(
      await preview(),
      "would fail: an equal request got no clear answer, and this process sends nothing equal within 15 minutes of it. Its task is not listed yet",
    );
    assert.match(await preview({ adopt: "never" }), /^would start /);
    await scene.clock.sleep(2 * MINUTE);
    assert.equal(await preview(), "would adopt dt-1 (finished)");
    await scene.clock.sleep(15 * MINUTE);
    assert.match(await preview(), /^would start .* dt-1 of the same set is finished/);
  });
});
