import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { DownloadTaskDetails } from "pulumi-alicloud-dbs";

/*
 * Shows how to test a program that contains a gate. The mocks stand in for the engine and the service, so the test
 * needs no credentials. Under mocks, a gate does not wait. Its state is what `newResource` returns.
 */

const task: DownloadTaskDetails = {
  taskId: "dt-orders",
  downloadStatus: "finished",
  gmtCreate: "2026-11-24T08:00:00.000Z",
  dbList: ["orders"],
  format: "csv",
  targetPath: "oss://exports/dt-orders",
};

describe("the example program, run with mocks", () => {
  const asked: { calls: pulumi.runtime.MockCallArgs[]; resources: pulumi.runtime.MockResourceArgs[] } = {
    calls: [],
    resources: [],
  };

  before(async () => {
    await pulumi.runtime.setMocks({
      call: (args) => {
        asked.calls.push(args);
        return { id: "list", ids: [task.taskId], tasks: [task] };
      },
      newResource: (args) => {
        asked.resources.push(args);
        const opened = {
          tasks: [task],
          ids: [task.taskId],
          summary: "dt-orders finished, created 2h ago",
          openedAt: task.gmtCreate,
        };
        return {
          id: `${args.name}-id`,
          state: args.name === "export-ready" ? { ...args.inputs, ...opened } : args.inputs,
        };
      },
    });
    pulumi.runtime.setAllConfig({
      "project:instanceName": "rm-demo",
      "project:taskIds": "dt-orders",
      "project:timeout": "6h",
      "project:pollInterval": "60s",
      "project:manifestPath": "exports.json",
      "alicloud-dbs:region": "cn-hangzhou",
    });
  });
  after(() => pulumi.runtime.setAllConfig({}));

  it("lists the instance's tasks, waits for the named ones and passes the gate's id to the manifest", async () => {
    const { default: program } = (await import("./index")) as unknown as { default: () => Promise<pulumi.Inputs> };
    const outputs = await program();
    const { summary, manifest: path } = await new Promise<Record<string, unknown>>((resolve) =>
      pulumi.output(outputs).apply(resolve),
    );
    assert.deepEqual([summary, path], ["dt-orders finished, created 2h ago", "exports.json"]);
    assert.deepEqual(
      asked.calls.map(({ token, inputs }) => [token, inputs.instanceName]),
      [["alicloud-dbs:index:getDownloadTasks", "rm-demo"]],
    );
    const [gate, manifest] = ["export-ready", "manifest"].map(
      (name) => asked.resources.find((resource) => resource.name === name)?.inputs,
    );
    assert.deepEqual([gate?.taskIds, gate?.timeout, gate?.regionCode], [["dt-orders"], "6h", "cn-hangzhou"]);
    assert.equal(manifest?.gateId, "export-ready-id");
  });
});
