import assert from "node:assert/strict";
import { previewTask } from "../../../provider/operations/previewTask";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const ANY = makeExport({ instanceName: "dds-1" });
const ONE = makeExport({ instanceName: "dds-1", clusterName: "c-1" });
const OTHER = makeExport({ instanceName: "dds-1", clusterName: "c-2" });

describe("an export of an instance of MongoDB", () => {
  it("without clusterName is not taken for equal to a task whose cluster no list shows", async () => {
    const { failure, somebody, sent } = exportScene();
    somebody("running", ONE);
    const { kind, taskId, message } = await failure({ wanted: ANY });
    assert.deepEqual([kind, taskId, sent()], ["conflict", "dt-1", 0]);
    assert.match(
      message,
      /may be the same export, but the list does not show its clusterName\. If it is the same, set adopt/,
    );
  });

  it("without clusterName is named, but not taken, if its answer was lost", async () => {
    const { failure, sent } = exportScene({ creations: [{ end: "reset" }] });
    const { kind, message } = await failure({ wanted: ANY });
    assert.deepEqual([kind, sent()], ["unsettled", 1]);
    assert.match(message, /dt-1 is new and may be its task, but the list does not show its clusterName/);
  });

  it("without clusterName is known to the process that started it", async () => {
    const { start, sent } = exportScene();
    assert.deepEqual([(await start({ wanted: ANY })).adopted, (await start({ wanted: ANY })).adopted], [false, true]);
    assert.equal(sent(), 1);
  });

  it("is adopted by a request for the same cluster, and not by one for another cluster", async () => {
    const { start, somebody } = exportScene({ blocking: [] });
    somebody("running", ONE);
    assert.equal((await start({ wanted: ONE })).taskId, "dt-1");
    assert.equal((await start({ wanted: OTHER })).sentence, "started dt-2");
  });

  it("is not said to be in the way of another cluster's export because the process started it", async () => {
    const { start, requestOf, process, clock } = exportScene({ listingLag: () => 3_600_000 });
    await start({ wanted: ONE });
    const preview = (wanted: typeof ONE) =>
      previewTask(requestOf({ wanted }), process.connection, { since: clock.now() - 1 });
    assert.match(await preview(OTHER), /^would start /);
    assert.match(await preview(ONE), /^would adopt dt-1/);
  });
});
