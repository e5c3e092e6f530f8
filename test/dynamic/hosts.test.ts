import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readGateRequest } from "../../provider/core/arguments/gateArguments";
import { readTaskRequest } from "../../provider/core/arguments/taskArguments";
import type { ArgumentIssue } from "../../provider/core/errors";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { TASK_PROVIDER_TEXT } from "../../provider/dynamic/taskProviderText";
import { GATE_RECORD_FORM, recordedRequest } from "../../provider/lifecycle/gate/gateRecord";
import { TASK_RECORD_FORM } from "../../provider/lifecycle/task/taskRecord";
import { handOver } from "../../provider/wire/handOver/handOver";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { type InstalledProject, installProject } from "../support/installedProject";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { makeTask } from "../support/tasks/makeTask";
import { type DynamicHost, ENGINE_ADDRESS, startDynamicHost } from "./dynamicHost";

const KEY_ID = "LTAIhostTests";
const SECRET = "S3cr3tOfTheHostTests";

for (const version of ["3.182.0", "latest"]) {
  describe(`the dynamic host of Pulumi's SDK ${version} with this package installed`, function () {
    this.timeout(1_200_000);
    let project: InstalledProject;
    let emulator: Emulator;
    let host: DynamicHost;
    before(async () => {
      project = await installProject(`@pulumi/pulumi@${version}`);
      emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
      emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
      host = await startDynamicHost(project);
      await host.call("configure", {
        args: {
          "alicloud-dbs:endpoint": emulator.url,
          "alicloud-dbs:region": "cn-hangzhou",
          "alicloud-dbs:accessKey": KEY_ID,
          "alicloud-dbs:secretKey": SECRET,
        },
      });
    });
    after(async () => {
      host?.stop();
      await emulator?.close();
      project?.remove();
    });

    const inputs = { __provider: GATE_PROVIDER_TEXT, instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "10m" };

    it("finds the provider, fills in the region from configuration and checks the inputs", async () => {
      const { regionCode: _, ...without } = inputs;
      const { inputs: checked, failuresList } = await host.call("check", { olds: {}, news: without });
      assert.deepEqual([checked, failuresList], [inputs, []]);
    });

    it("names the invalid input", async () => {
      const { failuresList } = await host.call("check", { olds: {}, news: { ...inputs, minTasks: 0 } });
      const [{ property, reason } = { property: "", reason: "" }, ...others] = failuresList as ArgumentIssue[];
      assert.deepEqual([property, others], ["minTasks", []]);
      assert.match(
        reason,
        /^is 0, but must be a whole number of at least 1\. A gate never opens on an empty selection/,
      );
    });

    it("creates, reads, compares and updates a gate, and stores no credential in it", async () => {
      const created = await host.call("create", { properties: inputs });
      const outs = created.properties as Record<string, unknown>;
      assert.deepEqual([outs.ids, outs.__provider], [["dt-a"], GATE_PROVIDER_TEXT]);
      assert.match(String(outs.summary), /^dt-a finished, created 1h( \d+m)? ago$/);
      assert.doesNotMatch(JSON.stringify(created), new RegExp(`${KEY_ID}|${SECRET}`));
      const asked = emulator.requests().length;
      const read = await host.call("read", { id: created.id, properties: outs });
      assert.deepEqual([read.id, read.properties], [created.id, outs]);
      const same = await host.call("diff", { id: created.id, olds: outs, news: inputs });
      assert.deepEqual([same.changes, same.replacesList], [1, []]);
      const other = await host.call("diff", { id: created.id, olds: outs, news: { ...inputs, triggers: ["b2"] } });
      assert.deepEqual([other.changes, other.replacesList], [2, ["triggers"]]);
      const updated = await host.call("update", { id: created.id, olds: outs, news: { ...inputs, timeout: "5s" } });
      assert.deepEqual(updated.properties, { ...outs, timeout: "5s" });
      assert.equal(emulator.requests().length, asked);
    });

    it("records what a program of its engine handed over, without a request", async () => {
      const { __provider: _, ...given } = inputs;
      const request = recordedRequest(readGateRequest(given, "DownloadTasksGate"));
      const record = {
        tasks: [makeTask("dt-b", "finished")],
        summary: "handed over",
        openedAt: "2026-11-24T00:00:00.000Z",
      };
      handOver({ engine: ENGINE_ADDRESS, form: GATE_RECORD_FORM, request }, record, randomUUID());
      const asked = emulator.requests().length;
      const { properties } = await host.call("create", { properties: inputs });
      assert.deepEqual(properties, { ...inputs, ...record, ids: ["dt-b"] });
      assert.equal(emulator.requests().length, asked);
    });

    it("records a task that a program of its engine handed over, and forgets it, without a request", async () => {
      const given = { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "b-1", format: "csv" };
      const task = { taskId: "dt-c", gmtCreate: "2026-11-24T00:00:00.000Z", adopted: false };
      const request = readTaskRequest(given, "DownloadTask");
      const properties = { __provider: TASK_PROVIDER_TEXT, ...given };
      const { failuresList } = await host.call("check", { olds: {}, news: properties });
      // The first check of a run has removed what an earlier run left.
      handOver({ engine: ENGINE_ADDRESS, form: TASK_RECORD_FORM, request }, task, randomUUID());
      const asked = emulator.requests().length;
      const created = await host.call("create", { properties });
      assert.deepEqual(
        [failuresList, created.id, created.properties],
        [[], "cn-hangzhou:rm-1:dt-c", { ...properties, ...task }],
      );
      await host.call("delete", { id: created.id as string, properties: created.properties as object });
      assert.equal(emulator.requests().length, asked);
    });

    it("keeps the kind of an error in its message", async () => {
      await assert.rejects(host.call("create", { properties: { ...inputs, taskIds: ["dt-x"], notFoundTimeout: 0 } }), {
        message:
          /\[taskNotFound\] download tasks of rm-1 in cn-hangzhou: gave up after \w+\. Last seen: 0 of 1 finished: dt-x not listed yet/,
      });
    });
  });
}
