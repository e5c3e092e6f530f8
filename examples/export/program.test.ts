import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { newestBackupSet } from "./newestBackupSet";

/*
 * Shows how to test a program that starts an export. The mocks stand in for the engine, the service and the existing
 * provider, so the test needs no credentials and starts nothing.
 */

const set = (backupId: string, backupEndTime: string, backupStatus = "Finished") => ({
  backupId,
  backupEndTime,
  backupStatus,
  backupSize: "1000",
});
const BACKUPS = [
  set("b-old", "2026-11-23T02:00:00Z"),
  set("b-newest", "2026-11-24T02:00:00Z"),
  set("b-failed", "2026-11-25T02:00:00Z", "Failed"),
];

describe("the example program of an export, run with mocks", () => {
  const asked: { resources: pulumi.runtime.MockResourceArgs[] } = { resources: [] };
  let supported = true;

  before(async () => {
    await pulumi.runtime.setMocks({
      call: ({ token, inputs }) => (/getRdsBackups/.test(token) ? { backups: BACKUPS } : { ...inputs, supported }),
      newResource: (args) => {
        asked.resources.push(args);
        const made: Record<string, object> = {
          orders: { taskId: "dt-orders", gmtCreate: "2026-11-24T03:00:00.000Z", adopted: false },
          "orders-ready": { tasks: [{ taskId: "dt-orders" }], ids: ["dt-orders"], summary: "dt-orders finished" },
        };
        return { id: `${args.name}-id`, state: { ...args.inputs, ...made[args.name] } };
      },
    });
    pulumi.runtime.setAllConfig({
      "project:instanceName": "rm-demo",
      "project:bucket": "demo-exports",
      "project:path": "orders",
      "project:timeout": "6h",
      "project:pollInterval": "60s",
      "project:manifestPath": "exports.json",
      "alicloud-dbs:region": "cn-hangzhou",
    });
  });
  after(() => pulumi.runtime.setAllConfig({}));

  const run = async () => {
    const { default: program } = (await import("./index")) as unknown as { default: () => Promise<pulumi.Inputs> };
    return await program();
  };

  it("exports the newest finished backup set, and waits for that task with two retries", async () => {
    const outputs = await run();
    const { taskId, summary } = await new Promise<Record<string, unknown>>((resolve) =>
      pulumi.output(outputs).apply(resolve),
    );
    assert.deepEqual([taskId, summary], ["dt-orders", "dt-orders finished"]);
    const [task, gate, manifest] = ["orders", "orders-ready", "manifest"].map(
      (name) => asked.resources.find((resource) => resource.name === name)?.inputs,
    );
    assert.deepEqual(
      [task?.backupSetId, task?.backupSetSize, task?.target],
      ["b-newest", 1000, { type: "OSS", bucket: "demo-exports", path: "orders/b-newest" }],
    );
    assert.deepEqual([gate?.taskIds, gate?.taskRetries, manifest?.gateId], [["dt-orders"], 2, "orders-ready-id"]);
  });

  it("stops before it makes anything if the instance's backup sets can't be exported", async () => {
    supported = false;
    await assert.rejects(run(), /the backup sets of rm-demo can't be exported/);
  });

  it("says so if there is no finished backup set", () => {
    assert.throws(() => newestBackupSet({ backups: [] }), /has no finished backup set/);
  });
});
