import assert from "node:assert/strict";
import { startInHost } from "../../provider/dynamic/startInHost";
import { exportScene } from "../support/exports/exportScene";

/** Makes a program and a host in simulated time. The service counts nothing but running and failed tasks. */
function hostScene(rules: Parameters<typeof exportScene>[0] = {}) {
  const scene = exportScene({ blocking: ["running", "failed"], life: () => [["initializing", Infinity]], ...rules });
  const { caller, connection, sent } = scene.newProcess();
  const debug: string[] = [];
  const warnings: string[] = [];
  const log = { debug: (text: string) => void debug.push(text), warning: () => {} };
  const connect = () => ({ ...connection, log });
  const host = { caller: async () => ({ ...caller, connect }), warn: (text: string) => void warnings.push(text) };
  const times = (action: string) => sent.filter((each) => each.action === action).map(({ at }) => at);
  const create = (fields: Parameters<typeof scene.requestOf>[0] = {}) => startInHost(scene.requestOf(fields), host);
  return { ...scene, create, times, debug, warnings };
}

describe("startInHost", () => {
  it("adopts what the program has started although that is listed half a minute later", async () => {
    const { start, create, times } = hostScene({ listingLag: () => 29_000 });
    await start();
    assert.deepEqual([(await create()).taskId, times("CreateDownload")], ["dt-1", []]);
  });

  it("looks every five seconds for half a minute before it starts an export, and says so in the debug log", async () => {
    const { create, times, clock, debug } = hostScene();
    const began = clock.now();
    assert.deepEqual((await create()).adopted, false);
    const looks = times("DescribeDownloadTask");
    const [sent = 0, ...more] = times("CreateDownload");
    assert.deepEqual([looks.length, more], [7, []]);
    assert.ok((looks.at(-1) ?? 0) - began >= 30_000 && sent > (looks.at(-1) ?? 0));
    assert.ok(debug.includes("looking for an equal export for 30 s, because another process may have started it"));
  });

  it("does not say that nothing was started if the list hides something of what the program has started", async () => {
    const { start, create, times } = hostScene({ listingLag: () => 20_000, targetPath: "path" });
    await start();
    await assert.rejects(create(), {
      kind: "conflict",
      taskId: "dt-1",
      message:
        /^\[conflict\] the export of b-1 .* was not started by this process; the program may have started it\. If it has, set adoptTaskId to its task\. dt-1 .*set adoptTaskId to "dt-1"/,
    });
    assert.deepEqual(times("CreateDownload"), []);
  });

  it("takes a named task after one look, and says of another one only that it differs", async () => {
    const { create, times, somebody } = hostScene();
    const { taskId } = somebody("running");
    assert.equal((await create({ adoptTaskId: taskId, adopt: "never" })).taskId, taskId);
    assert.equal(times("DescribeDownloadTask").length, 1);
  });

  it("goes on looking after a look that failed", async () => {
    const { start, create, times } = hostScene({
      listingLag: () => 20_000,
      looks: [undefined, { end: { status: 403, body: "no" } }],
    });
    await start();
    assert.deepEqual([(await create()).taskId, times("CreateDownload")], ["dt-1", []]);
  });

  it("warns of an equal export that is finished if it starts another one", async () => {
    const { create, somebody, warnings } = hostScene();
    somebody("finished");
    assert.equal((await create()).adopted, false);
    assert.deepEqual(warnings, [
      'dt-1 of the same set is finished. This starts another export; adopt "finished" would take it',
    ]);
  });
});
