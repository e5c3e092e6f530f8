import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { useGates } from "./gateTests";
import { Marker } from "./marker";

/** A component that contains a resource. It represents a component that starts an export. */
class Export extends pulumi.ComponentResource {
  readonly marker: Marker;
  constructor(name: string) {
    super("test:index:Export", name);
    this.marker = new Marker("started", {}, { parent: this });
  }
}

describe("getDownloadTasksOutput on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const outputs = () => tests.stack.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;

  it("reads only after its dependencies have been created, including those inside components", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const program = async () => {
      const started = new Export("export");
      const list = dbs.getDownloadTasksOutput({ instanceName: "rm-1" }, { dependsOn: started });
      return { ids: list.ids, createdAt: started.marker.createdAt };
    };
    const preview = await tests.run("preview", program);
    assert.deepEqual([preview.error, preview.requests], [undefined, 0]);
    const up = await tests.run("up", program);
    assert.deepEqual([up.error, up.requests, outputs()?.ids], [undefined, 1, ["dt-a"]]);
    assert.ok((tests.emulator.requests()[0]?.at ?? 0) >= Number(outputs()?.createdAt));
  });

  it("does not read in a preview with an unknown argument, and keeps results of a secret argument secret", async () => {
    tests.emulator.addTasks([
      exportTask("dt-a", { endsIn: -60 }),
      exportTask("dt-b", { endsIn: -60, instanceName: "rm-2" }),
    ]);
    const program = async () => {
      const marker = new Marker("marker", {});
      const later = dbs.getDownloadTasksOutput({ instanceName: marker.createdAt.apply(() => "rm-1") });
      const secret = dbs.getDownloadTasksOutput({ instanceName: pulumi.secret("rm-2"), state: "finished" });
      return { later: later.ids, secret: secret.tasks };
    };
    const preview = await tests.run("preview", program);
    assert.deepEqual([preview.error, preview.requests], [undefined, 1]);
    const { error, output } = await tests.run("up", program);
    assert.deepEqual([error, outputs()?.later], [undefined, ["dt-a"]]);
    assert.doesNotMatch(output + tests.stack.stateText(), /rm-2|dt-b/);
  });

  it("returns the values that the list example exports", async () => {
    tests.emulator.addTasks([
      exportTask("dt-a", { endsIn: -60 }),
      exportTask("dt-b", { endsIn: -60, createdAgo: 60, outcome: "failed" }),
    ]);
    await tests.stack.stack.setConfig("instanceName", { value: "rm-1" });
    const { error } = await tests.run("up", async () => ({ ...(await import("../../examples/list/index")) }));
    assert.equal(error, undefined);
    assert.deepEqual(
      [outputs()?.ids, outputs()?.paths, outputs()?.bytes],
      [["dt-a"], ["oss://exports/dt-a"], 1_000_000],
    );
  });
});
