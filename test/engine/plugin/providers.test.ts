import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { KEY_ID, SECRET } from "../gateStack";
import { TemporaryStack } from "../temporaryStack";
import { pluginFolder } from "./pluginFolder";
import { PluginProvider, PluginResource, pluginConfig } from "./pluginTests";

const OTHER = { accessKeyId: "LTAIotherIdentity", accessKeySecret: "S3cr3tOfAnotherIdentity" };
const DYNAMIC = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask";

describe("providers of the plugin on the real engine", function () {
  this.timeout(600_000);
  let emulators: [Emulator, Emulator];
  let stack: TemporaryStack;
  before(async function () {
    this.timeout(1_800_000);
    emulators = [
      await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) }),
      await startEmulator({ scenario: scenarioOf(OTHER) }),
    ];
    stack = await TemporaryStack.create({
      cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
      program: async () => {},
      config: { ...pluginConfig(emulators[0].url), "alicloud-dbs:accessKey": { value: KEY_ID, secret: true } },
      // Each explicit provider is a process of its own.
      path: [pluginFolder()],
    });
  });
  after(async () => {
    await stack?.dispose();
    for (const emulator of emulators ?? []) await emulator.close();
  });
  beforeEach(() => {
    for (const emulator of emulators) emulator.reset();
  });
  afterEach(() => stack.forget());

  const one = (more: pulumi.Inputs = {}, name = "one") =>
    new PluginProvider(name, {
      region: "cn-hangzhou",
      endpoint: emulators[0].url,
      accessKey: KEY_ID,
      secretKey: SECRET,
      ...more,
    });
  const other = () =>
    new PluginProvider("other", {
      region: "cn-beijing",
      endpoint: emulators[1].url,
      accessKey: OTHER.accessKeyId,
      secretKey: OTHER.accessKeySecret,
    });

  it("use each its own region, endpoint and identity, and keep plain keys encrypted", async () => {
    emulators[0].addTasks([exportTask("dt-one", { endsIn: -60 })]);
    emulators[1].addTasks([{ ...exportTask("dt-other", { endsIn: -60 }), regionCode: "cn-beijing" }]);
    const { output } = await stack.run("up", {
      program: async () => {
        new PluginResource("DownloadTasksGate", "here", { instanceName: "rm-1" }, { provider: one() });
        new PluginResource("DownloadTasksGate", "there", { instanceName: "rm-1" }, { provider: other() });
      },
    });
    assert.match(output, /here: open after .*: dt-one finished/);
    assert.match(output, /there: open after .*: dt-other finished/);
    const regions = stack.state().resources.flatMap(({ inputs }) => inputs?.regionCode ?? []);
    assert.deepEqual(regions.sort(), ["cn-beijing", "cn-hangzhou"]);
    assert.deepEqual(
      emulators.map((emulator) => emulator.requests().length),
      [1, 1],
    );
    for (const text of [KEY_ID, SECRET, OTHER.accessKeyId, OTHER.accessKeySecret]) {
      assert.ok(!(stack.stateText() + output).includes(text));
    }
  });

  it("never replace a DownloadTask, whatever changes of them and wherever it moves", async () => {
    // The region of a resource stands in its own inputs. A program that leaves it to the provider changes it with that.
    const args = { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "b-1", format: "csv" };
    const asPlugin =
      (provider?: () => pulumi.ProviderResource): PulumiFn =>
      async () => {
        const opts = { aliases: [{ type: DYNAMIC }], ...(provider && { provider: provider() }) };
        new PluginResource("DownloadTask", "orders", args, opts);
      };
    const dynamic: PulumiFn = async () => {
      const opts = { aliases: [{ type: "alicloud-dbs:index:DownloadTask" }] };
      new dbs.DownloadTask("orders", { ...args, format: "csv" }, opts);
    };
    emulators[0].setExportRules({ lives: [{ running: 3600 }] });
    await stack.run("up", { program: dynamic });
    const moves: [string, PulumiFn][] = [
      ["the plugin's default provider", asPlugin()],
      ["an explicit provider", asPlugin(one)],
      ["another explicit provider, with another region, endpoint and identity", asPlugin(other)],
      ["a provider of another name", asPlugin(() => one({}, "two"))],
      ["another version of the plugin", asPlugin(() => one({ version: "0.1.0" }, "two"))],
      ["other credentials", asPlugin(() => one({ accessKey: "LTAInew", secretKey: "new", profile: "p" }, "two"))],
      ["the dynamic host", dynamic],
    ];
    const ids = () => stack.state().resources.filter(({ type }) => /:DownloadTask$/.test(type));
    const [{ id } = {}] = ids();
    for (const [place, program] of moves) {
      for (const emulator of emulators) emulator.clearRequests();
      const { output } = await stack.run("up", { program });
      assert.doesNotMatch(output, /replac|no longer managed/, place);
      assert.deepEqual([ids().map((task) => task.id)], [[id]], place);
      assert.equal(emulators.flatMap((emulator) => emulator.requests()).length, 0, place);
    }
    const refreshed = await stack.run("refresh", { program: dynamic });
    assert.match(refreshed.output, /unchanged/);
  });

  it("refuse an argument that they do not have, without its value", async () => {
    const { output, error } = await stack.attempt("up", {
      program: async () => {
        new PluginResource(
          "DownloadTasksGate",
          "g",
          { instanceName: "rm-1" },
          { provider: one({ secretkey: "v4lue" }) },
        );
      },
    });
    assert.ok(error);
    assert.match(output, /secretkey is not an argument of the provider alicloud-dbs; it has region, endpoint/);
    assert.doesNotMatch(output, /v4lue/);
  });

  it("name themselves in the error of an argument that can't be used", async () => {
    const { output } = await stack.attempt("up", {
      program: async () => {
        new PluginResource("DownloadTasksGate", "g", { instanceName: "rm-1" }, { provider: one({ network: "lan" }) });
      },
    });
    assert.match(output, /\[arguments\] g: .*provider argument network/);
  });

  it("refuse a resource of a class of the program that a transform gave them", async () => {
    const { output, error } = await stack.attempt("up", {
      program: async () => {
        const provider = one();
        const opts: pulumi.CustomResourceOptions = {
          transforms: [({ props, opts }) => ({ props, opts: { ...opts, provider } })],
        };
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, opts);
      },
    });
    assert.ok(error);
    assert.match(output, /\[arguments\] .*Give the provider to the DownloadTasksGate or to its component; a transform/);
  });
});
