import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { gateProgram } from "./gateStack";
import { useGates } from "./gateTests";
import { Marker } from "./marker";

/** A component that contains a gate. The gate has the same name in every component. */
class Load extends pulumi.ComponentResource {
  constructor(name: string, instanceName: string) {
    super(`test:index:${name}`, "load");
    new dbs.DownloadTasksGate("ready", { instanceName }, { parent: this });
  }
}

describe("a gate wherever programs put resources", function () {
  this.timeout(600_000);
  const tests = useGates();
  const { run, gates } = tests;

  it("accepts secret and unknown inputs, also mixed, without hanging in a preview or showing a secret", async () => {
    tests.emulator.addTasks([
      exportTask("dt-a", { endsIn: -60 }),
      exportTask("dt-hidden", { endsIn: -60, instanceName: "rm-hidden" }),
    ]);
    const program = async () => {
      const first = new dbs.DownloadTasksGate("first", { instanceName: "rm-1" });
      const secret = pulumi.secret("rm-hidden");
      const later = pulumi.all([secret, first.id]).apply(([name]) => name);
      const named = [pulumi.secret("dt-hidden"), first.id.apply(() => "dt-hidden")];
      new dbs.DownloadTasksGate("secret", { instanceName: secret });
      new dbs.DownloadTasksGate("unknown", { instanceName: first.ids[0]?.apply(() => "rm-1") });
      new dbs.DownloadTasksGate("mixed", { instanceName: later });
      new dbs.DownloadTasksGate("nested", { instanceName: secret, taskIds: named });
    };
    const preview = await run("preview", program);
    assert.equal(preview.error, undefined);
    assert.match(preview.output, /secret create secret: would open now: dt-hidden finished/);
    for (const name of ["unknown", "mixed"])
      assert.match(preview.output, new RegExp(`${name} create ${name}: not known until instanceName is`));
    assert.match(preview.output, /nested create nested: not known until taskIds is/);
    const up = await run("up", program);
    assert.equal(up.error, undefined);
    assert.equal(gates().length, 5);
    for (const told of [preview.output, up.output, tests.stack.stateText()]) assert.doesNotMatch(told, /rm-hidden/);
    tests.emulator.updateTask("dt-hidden", { outcome: "failed" });
    const failed = await run("up", async () => {
      new dbs.DownloadTasksGate("failing", { instanceName: pulumi.secret("rm-hidden") });
    });
    assert.match(
      failed.output,
      /\[taskFailed\] failing: download tasks of \[secret\] in cn-hangzhou: gave up after \w+ because a task failed\. Last seen: 0 of 1 finished: dt-hidden failed/,
    );
    assert.doesNotMatch(failed.output, /rm-hidden/);
  });

  it("has its own row in each of two components, and accepts times as Date objects", async () => {
    const program = async () => {
      new Load("Orders", "rm-1");
      new Load("Customers", "rm-2");
      const since = pulumi.output(24).apply((hours) => new Date(Date.now() - 3_600_000 * hours));
      new dbs.DownloadTasksGate("since", {
        instanceName: "rm-1",
        require: "all",
        startTime: since,
        endTime: new Date(),
      });
    };
    tests.emulator.addTasks([
      exportTask("dt-a", { endsIn: -60 }),
      exportTask("dt-b", { endsIn: -60, instanceName: "rm-2" }),
      exportTask("dt-ancient", { endsIn: -60, createdAgo: 3600 * 48, outcome: "failed" }),
    ]);
    const { error, events } = await run("up", program);
    assert.equal(error, undefined);
    const rows = events
      .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
      .filter(({ message }) => message.includes("open after"))
      .map(({ urn }) => urn);
    assert.deepEqual(
      rows.sort(),
      gates()
        .map(({ urn }) => urn)
        .sort(),
    );
    const parents = gates().map(({ urn, outputs }) => [urn.split("::")[2]?.split("$")[0], outputs?.ids]);
    assert.deepEqual(parents.sort(), [
      ["pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate", ["dt-a"]],
      ["test:index:Customers", ["dt-b"]],
      ["test:index:Orders", ["dt-a"]],
    ]);
  });

  it("respects transforms, aliases, protect and retainOnDelete", async () => {
    tests.emulator.addTasks([
      exportTask("dt-a", { endsIn: -60 }),
      exportTask("dt-open", { endsIn: 3600, createdAgo: 1 }),
    ]);
    const taskIds = ["dt-a"];
    const gate =
      (name: string, opts: pulumi.CustomResourceOptions, waitsFor = taskIds) =>
      async () => {
        new dbs.DownloadTasksGate(name, { instanceName: "rm-1", taskIds: waitsFor }, opts);
      };
    await run("up", gate("old-name", { protect: true }));
    const id = gates()[0]?.id;
    const unprotected = await run("destroy");
    assert.match(unprotected.output, /old-name" cannot be deleted|protected/);
    assert.equal(gates()[0]?.id, id);
    const renamed = await run(
      "up",
      gate("new-name", { aliases: [{ name: "old-name" }], protect: false, retainOnDelete: true }),
    );
    assert.deepEqual([renamed.error, renamed.requests, gates().map((one) => one.id)], [undefined, 0, [id]]);
    const retained = await run("up", async () => {});
    assert.deepEqual([retained.error, retained.requests, gates()], [undefined, 0, []]);
    assert.match(retained.output, /retain/);
    const soon: pulumi.ResourceTransform = ({ props, opts }) => ({ props: { ...props, timeout: "1s" }, opts });
    const late = await run("up", gate("other", { transforms: [soon] }, ["dt-open"]));
    assert.match(late.output, /\[timeout\] .* (not ready after|no look succeeded in) 1s/);
  });

  it("respects --target, --replace and --parallel 1", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const program = async () => {
      for (const name of ["a", "b"]) {
        const gate = new dbs.DownloadTasksGate(name, { instanceName: "rm-1" });
        new Marker(`after-${name}`, { gateId: gate.id });
      }
    };
    const urn = (name: string) =>
      `urn:pulumi:test::test::pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate::${name}`;
    assert.equal((await run("up", program, { target: [urn("a")] })).error, undefined);
    assert.deepEqual(
      gates().map((gate) => gate.urn),
      [urn("a")],
    );
    assert.equal((await run("up", program, { parallel: 1 })).error, undefined);
    const before = gates().map(({ id }) => id);
    assert.equal(before.length, 2);
    const replaced = await run("up", program, { replace: [urn("b")] });
    assert.equal(replaced.error, undefined);
    assert.equal(replaced.requests, 1);
    const after = gates().map(({ id }) => id);
    assert.deepEqual([after[0] === before[0], after[1] === before[1]], [true, false]);
  });

  it("does not delay other resources that share its hooks", async () => {
    tests.emulator.addTasks([exportTask("dt-open", { endsIn: 3600 })]);
    const program = async () => {
      const hooks = { beforeCreate: [new pulumi.ResourceHook("theirs", () => {})] };
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", timeout: "1s" }, { hooks });
      new Marker("free", {}, { hooks });
    };
    const { output } = await run("up", program);
    assert.match(output, /\[timeout\]/);
    assert.ok(tests.stack.state().resources.some(({ urn }) => urn.endsWith("::free")));
  });

  it("can be refreshed and destroyed without credentials and without a reachable service", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await run("up");
    const all = await tests.stack.stack.getAllConfig();
    await tests.stack.stack.removeAllConfig(["alicloud-dbs:accessKey", "alicloud-dbs:secretKey"]);
    await tests.stack.stack.setConfig("alicloud-dbs:endpoint", { value: "http://127.0.0.1:9" });
    try {
      for (const operation of ["refresh", "up", "destroy"] as const) {
        const { error, requests } = await run(operation, gateProgram({}));
        assert.deepEqual([error, requests], [undefined, 0], operation);
      }
      assert.deepEqual(gates(), []);
    } finally {
      await tests.stack.stack.setAllConfig(all);
    }
  });
});
