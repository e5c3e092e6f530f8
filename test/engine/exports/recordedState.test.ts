import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { useExports } from "./exportTests";

/**
 * State that release 0.1.0 recorded for `program`. It stays as it is: a later release that changes one of its resources
 * would start exports, with their cost, or close gates, in every stack that has some.
 */
const RECORDED = JSON.parse(readFileSync(join(__dirname, "fixtures", "state-0.1.0.json"), "utf8"));

const program: PulumiFn = async () => {
  const orders = new dbs.DownloadTask("orders", {
    instanceName: "rm-1",
    backupSetId: "b-1",
    backupSetSize: 5_000_000_000,
    format: "CSV",
    target: { type: "OSS", bucket: "exports", path: "orders/today", region: "cn-hangzhou" },
    adopt: "never",
    useZstd: true,
    triggers: ["build 1", { at: new Date(Date.UTC(2026, 0, 1)) }],
  });
  new dbs.DownloadTask("events", {
    regionCode: "cn-beijing",
    instanceName: "dds-1",
    clusterName: "c-1",
    pointInTime: new Date(Date.UTC(2026, 0, 1)),
    format: "bson",
    isCluster: true,
    adminDatabase: "root",
    primaryKeyTypeOnly: false,
  });
  new dbs.DownloadTasksGate("ready", {
    instanceName: "rm-1",
    taskIds: ["dt-1", "dt-2"],
    require: "all",
    failOn: ["failed"],
    timeout: "10m",
    pollInterval: 30,
    triggers: ["build 1", { at: new Date(Date.UTC(2026, 0, 1)) }],
  });
  return { taskId: orders.taskId };
};

describe("the state that release 0.1.0 recorded", function () {
  this.timeout(600_000);
  const { run, tasks, gates } = useExports();

  it("is the same after an up of the same program, which sends nothing", async () => {
    await gates.stack.stack.importStack(RECORDED);
    const before = [...tasks(), ...gates.gates()];
    assert.equal(before.length, 3);
    const { error, output, requests, events } = await run("up", program);
    assert.equal(error, undefined, output);
    const steps = events.flatMap(({ resourcePreEvent }) => {
      const { type = "", op } = resourcePreEvent?.metadata ?? {};
      return /:DownloadTask(sGate)?$/.test(type) ? [op] : [];
    });
    assert.deepEqual([steps.map(String), requests], [["same", "same", "same"], 0]);
    const recorded = (resources: typeof before) =>
      Object.fromEntries(resources.map(({ urn, id, inputs, outputs }) => [urn, { id, inputs, outputs }]));
    assert.deepEqual(recorded([...tasks(), ...gates.gates()]), recorded(before));
  });
});
