import assert from "node:assert/strict";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { SECRET_INPUTS } from "../../../provider/lifecycle/secretInputs";
import { createTask } from "../../../provider/lifecycle/task/createTask";
import { forgetTask } from "../../../provider/lifecycle/task/forgetTask";
import { isTaskRecord, taskRecord } from "../../../provider/lifecycle/task/taskRecord";

const inputs = { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "b-1", format: "CSV" };
const record = { taskId: "dt-1", gmtCreate: "2026-11-24T00:00:00.000Z", adopted: false };
const started = async () => record;

describe("createTask", () => {
  it("asks for the export of its inputs, and returns them with the record", async () => {
    const requests: TaskRequest[] = [];
    const created = await createTask({ ...inputs, __provider: "text" }, async (request) => {
      requests.push(request);
      return record;
    });
    assert.deepEqual(created, { id: "cn-hangzhou:rm-1:dt-1", outs: { ...inputs, ...record } });
    assert.deepEqual(requests, [
      {
        wanted: { ...inputs, format: "csv", target: { type: "URL" } },
        adopt: "unfinished",
      },
    ]);
  });

  it("adds the cluster to the id", async () => {
    const { id } = await createTask({ ...inputs, instanceName: "dds-1", clusterName: "c-1" }, started);
    assert.equal(id, "cn-hangzhou:dds-1:dt-1:c-1");
  });

  it("keeps secret inputs out of the id, which Pulumi stores and shows in the clear", async () => {
    const secret = { ...inputs, instanceName: "rm-hidden", [SECRET_INPUTS]: ["instanceName"] };
    assert.equal((await createTask(secret, started)).id, "cn-hangzhou:[secret]:dt-1");
    const taken = { ...inputs, adoptTaskId: "dt-hidden", [SECRET_INPUTS]: ["adoptTaskId"] };
    const { id } = await createTask(taken, async () => ({ ...record, taskId: "dt-hidden", adopted: true }));
    assert.equal(id, "cn-hangzhou:rm-1:[secret]");
  });

  it("refuses invalid inputs, even if no check came before it", async () => {
    await assert.rejects(
      createTask({}, () => assert.fail("started")),
      { kind: "arguments" },
    );
  });
});

describe("the record of a task", () => {
  it("holds the three outputs alone", () => {
    assert.deepEqual(taskRecord({ ...record, sentence: "started dt-1" } as typeof record), record);
  });

  it("is recognized after a way through JSON, and nothing else is", () => {
    assert.equal(isTaskRecord(JSON.parse(JSON.stringify(record))), true);
    for (const other of [
      undefined,
      null,
      {},
      { ...record, taskId: "" },
      { ...record, taskId: 1 },
      { ...record, gmtCreate: "now" },
      { ...record, adopted: "true" },
    ]) {
      assert.equal(isTaskRecord(other), false, JSON.stringify(other));
    }
  });
});

describe("forgetTask", () => {
  it("says what happens to the task and to its files, and allows for another resource that adopted it", () => {
    assert.equal(
      forgetTask("cn-hangzhou:dds-1:dt-1:c-1"),
      "dt-1 is no longer managed here, unless another DownloadTask has adopted it; the service can neither cancel nor " +
        "delete a task, and files in a bucket are yours",
    );
  });
});
