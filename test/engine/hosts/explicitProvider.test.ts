import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { Marker } from "../marker";
import { usePlugin } from "../plugin/pluginTests";

describe("an explicit provider of a TypeScript program on the real engine", function () {
  this.timeout(600_000);
  const tests = usePlugin();
  before(() =>
    // The engine writes plain configuration into the state of the default provider of dynamic resources.
    tests.stack.stack.setConfig("alicloud-dbs:accessKey", { value: KEY_ID, secret: true }),
  );
  const resource = (name: string) => tests.stack.state().resources.find(({ urn }) => urn.endsWith(`::${name}`));
  const args = (more: dbs.ProviderArgs = {}): dbs.ProviderArgs => ({
    region: "cn-hangzhou",
    endpoint: tests.emulator.url,
    accessKey: KEY_ID,
    secretKey: SECRET,
    ...more,
  });

  it("is passed on by a component, to gates, exports and calls inside it, without a hook or a dynamic provider", async () => {
    const program: PulumiFn = async () => {
      // The default provider of the stack would ask in cn-hangzhou, where nothing is.
      const provider = new dbs.Provider("prod", args({ region: "cn-beijing" }));
      const parent = new pulumi.ComponentResource("test:index:Part", "part", {}, { providers: [provider] });
      const task = new dbs.DownloadTask(
        "orders",
        { instanceName: "rm-1", backupSetId: "b-1", format: "csv" },
        { parent },
      );
      const gate = new dbs.DownloadTasksGate("ready", { instanceName: "rm-1", taskIds: [task.taskId] }, { parent });
      return {
        regionCode: dbs.getDownloadTasksOutput({ instanceName: "rm-1" }, { parent, dependsOn: gate }).regionCode,
      };
    };
    const { output } = await tests.runs("up", program);
    assert.match(output, /orders: started dt-started-1[\s\S]*ready: open after/);
    const types = tests.stack.state().resources.map(({ type }) => type);
    assert.deepEqual(
      types.filter((type) => /nodejs/.test(type)),
      [],
    );
    assert.deepEqual(
      [resource("orders")?.inputs?.regionCode, resource("ready")?.inputs?.regionCode],
      ["cn-beijing", "cn-beijing"],
    );
    const stack = tests.stack.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    assert.equal(stack?.outputs?.regionCode, "cn-beijing");
  });

  it("keeps every argument that may hold a credential encrypted, given in the clear or as an object", async () => {
    const secrets = ["accessKey", "secretKey", "securityToken", "credentialsUri", "assumeRole", "assumeRoleWithOidc"];
    const { output } = await tests.runs("up", async () => {
      new dbs.Provider("prod", {
        ...args({ securityToken: "t0ken", credentialsUri: "http://127.0.0.1/h1dden" }),
        assumeRole: { roleArn: pulumi.output("acs:ram::1:role/h1dden"), sessionExpiration: 900 },
        assumeRoleWithOidc: { oidcToken: "h1dden" },
        profile: "shown",
      });
    });
    const { inputs = {}, outputs = {} } = resource("prod") ?? {};
    for (const properties of [inputs, outputs]) {
      const encrypted = Object.keys(properties).filter((name) => /ciphertext/.test(JSON.stringify(properties[name])));
      assert.deepEqual(encrypted.sort(), [...secrets].sort());
    }
    assert.equal(inputs.profile, "shown");
    assert.doesNotMatch(output + tests.stack.stateText(), /t0ken|h1dden/);
  });

  it("uses a role that is an object as it uses one that is JSON text", async () => {
    const messages: string[] = [];
    for (const assumeRole of [{ sessionName: "s" }, JSON.stringify({ sessionName: "s" })]) {
      const { output } = await tests.run("up", async () => {
        const provider = new dbs.Provider("prod", args({ assumeRole: assumeRole as dbs.AssumeRoleArgs }));
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", timeout: 0 }, { provider });
      });
      messages.push(/\[credentials\] gate: .*/.exec(output)?.[0] ?? output);
    }
    assert.match(messages[0] ?? "", /provider argument assumeRole: roleArn is missing/);
    assert.equal(messages[1], messages[0]);
  });

  it("refuses an argument whose Output came to nothing, because the environment would take its place", async () => {
    const { output, error } = await tests.run("up", async () => {
      new dbs.Provider("prod", { region: "cn-hangzhou", profile: pulumi.output(undefined) });
    });
    assert.ok(error);
    assert.match(output, /profile was given, but its Output or Promise came to nothing/);
  });

  it("leaves what its calls return unknown in a preview in which an argument of it is unknown", async () => {
    const seen: unknown[] = [];
    const program: PulumiFn = async () => {
      const marker = new Marker("marker", {});
      const provider = new dbs.Provider("prod", args({ region: marker.createdAt.apply(() => "cn-hangzhou") }));
      const list = dbs.getDownloadTasksOutput({ instanceName: "rm-1" }, { provider });
      list.ids.apply((ids) => seen.push(ids));
      return { ids: list.ids };
    };
    const preview = await tests.runs("preview", program);
    assert.deepEqual([preview.actions, seen], [[], []]);
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await tests.runs("up", program);
    assert.deepEqual(seen, [["dt-a"]]);
  });

  it("can't be set by a transform, which would leave a class of the program to the plugin", async () => {
    const { output, error } = await tests.run("up", async () => {
      const provider = new dbs.Provider("prod", args());
      const transforms: pulumi.ResourceTransform[] = [({ props, opts }) => ({ props, opts: { ...opts, provider } })];
      new dbs.DownloadTask("orders", { instanceName: "rm-1", backupSetId: "b-1", format: "csv" }, { transforms });
    });
    assert.ok(error);
    assert.match(
      output,
      /\[arguments\] .*Give the provider to the DownloadTask or to its component; a transform can't/,
    );
    assert.deepEqual(tests.emulator.taskIds(), []);
  });

  it("leaves no credential in the outputs, states and errors of all these runs", () => {
    assert.ok(tests.told.length > 15);
    assert.doesNotMatch(tests.told.join("\n"), new RegExp(`${SECRET}|${KEY_ID}`));
  });
});
