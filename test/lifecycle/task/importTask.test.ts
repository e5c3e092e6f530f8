import assert from "node:assert/strict";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { IMPORTED } from "../../../provider/lifecycle/imported";
import { importTask } from "../../../provider/lifecycle/task/importTask";

const TASK: DownloadTaskDetails = {
  taskId: "dt-a",
  dbList: [],
  downloadStatus: "running",
  bakSetId: "b-1",
  backupSetTime: "2026-11-01T00:00:00.000Z",
  format: "csv",
  targetType: "OSS",
  targetPath: "oss://exports/orders/2026/",
  gmtCreate: "2026-11-02T00:00:00.000Z",
};
const region = async () => "cn-beijing";

describe("importTask", () => {
  /** Imports a task of one kind of export, and notes the selections in which it was looked for. */
  async function imported(id: string, task: Partial<DownloadTaskDetails> = {}, kind = "full") {
    const looks: object[] = [];
    const result = await importTask(id, region, async (selection, taskId) => {
      looks.push({ ...selection, taskId });
      return selection.taskType === kind ? { ...TASK, ...task } : undefined;
    });
    return { ...result, looks };
  }

  it("records what the list shows of an export of a backup set", async () => {
    const { id, inputs, outs, looks } = await imported("cn-hangzhou:rm-1:dt-a");
    const shown = {
      regionCode: "cn-hangzhou",
      instanceName: "rm-1",
      backupSetId: "b-1",
      format: "csv",
      target: { type: "OSS", bucket: "exports", path: "orders/2026" },
    };
    assert.equal(id, "cn-hangzhou:rm-1:dt-a");
    assert.deepEqual(inputs, { ...shown, [IMPORTED]: true });
    assert.deepEqual(outs, { ...shown, taskId: "dt-a", gmtCreate: TASK.gmtCreate, adopted: true });
    assert.deepEqual(looks, [{ regionCode: "cn-hangzhou", instanceName: "rm-1", taskType: "full", taskId: "dt-a" }]);
  });

  it("records the moment of an export that only the list of moments holds", async () => {
    const { inputs, looks } = await imported("cn-hangzhou:rm-1:dt-a", {}, "pitr");
    assert.deepEqual([inputs.pointInTime, inputs.backupSetId, looks.length], [TASK.backupSetTime, undefined, 2]);
  });

  it("takes the provider's region for an id without one, and the cluster from an id with one", async () => {
    assert.equal((await imported("rm-1:dt-a")).id, "cn-beijing:rm-1:dt-a");
    const { id, inputs } = await imported("cn-hangzhou:dds-1:dt-a:shard-1");
    assert.deepEqual([id, inputs.clusterName], ["cn-hangzhou:dds-1:dt-a:shard-1", "shard-1"]);
  });

  it("leaves out what the list does not show for certain", async () => {
    const places: [Partial<DownloadTaskDetails>, unknown][] = [
      [{ targetPath: "exports/orders" }, { type: "OSS" }],
      [{ targetPath: "oss://exports" }, { type: "OSS", bucket: "exports" }],
      [{ targetType: "url" }, { type: "URL" }],
    ];
    for (const [task, target] of places) assert.deepEqual((await imported("rm-1:dt-a", task)).inputs.target, target);
    const { targetType: _, bakSetId: __, format: ___, ...bare } = TASK;
    const { inputs } = await importTask("rm-1:dt-a", region, async () => bare);
    assert.deepEqual(inputs, { regionCode: "cn-beijing", instanceName: "rm-1", [IMPORTED]: true });
  });

  it("refuses an id of another form before it looks", async () => {
    for (const id of ["dt-a", "a:b:c:d:e", "cn-hangzhou::dt-a", "Not a region:rm-1:dt-a", "rm-1:dt a"]) {
      await assert.rejects(
        importTask(id, region, () => assert.fail("looked")),
        /\[arguments\] the id .* is not the id of a DownloadTask; it must be <region>:<instance>:<taskId>/,
        id,
      );
    }
    await assert.rejects(
      importTask(
        "rm-1:dt-a",
        async () => undefined,
        () => assert.fail("looked"),
      ),
      /\[arguments\] .*regionCode is missing/,
    );
  });

  it("says that a task is not listed", async () => {
    await assert.rejects(
      importTask("rm-1:dt-a", region, async () => undefined),
      /\[taskNotFound\] "dt-a" is not listed for "rm-1" in cn-beijing/,
    );
  });
});
