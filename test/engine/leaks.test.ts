import assert from "node:assert/strict";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { ensurePulumiCli } from "./cli/pulumiCli";
import { exportProgram } from "./exports/exportTests";
import { gateProgram } from "./gateStack";
import { TemporaryStack } from "./temporaryStack";

/*
 * Keys for the environment. Configured keys would not show a leak, because the engine masks the values of secret
 * configuration in its output.
 */
const KEYS = { ALICLOUD_ACCESS_KEY: "LTAIofTheLeakTest", ALICLOUD_SECRET_KEY: "S3cr3tOfTheLeakTest" };

describe("keys from the environment", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let stack: TemporaryStack;
  before(async function () {
    this.timeout(1_800_000);
    Object.assign(process.env, KEYS);
    const { ALICLOUD_ACCESS_KEY: accessKeyId, ALICLOUD_SECRET_KEY: accessKeySecret } = KEYS;
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId, accessKeySecret }) });
    stack = await TemporaryStack.create({
      cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
      program: gateProgram({}),
      config: { "alicloud-dbs:endpoint": { value: emulator.url }, "alicloud-dbs:region": { value: "cn-hangzhou" } },
      environment: KEYS,
    });
  });
  after(async () => {
    for (const name of Object.keys(KEYS)) delete process.env[name];
    await stack?.dispose();
    await emulator?.close();
  });

  let told: string[] = [];
  beforeEach(() => {
    told = [];
    emulator.reset();
  });
  const run = async (operation: "preview" | "up" | "refresh" | "destroy", program?: PulumiFn) => {
    const { output, events, error } = await stack.attempt(operation, program === undefined ? {} : { program });
    told.push(output, JSON.stringify(events), String(error?.message), stack.stateText());
    return output;
  };
  const assertNoKey = (resource: string) => {
    assert.ok(told.some((text) => text.includes(resource)));
    for (const key of Object.values(KEYS)) {
      assert.deepEqual(
        told.filter((text) => text.includes(key)),
        [],
      );
    }
  };

  it("do not appear in any output, event, error or state, whether a gate opens, fails or is refused", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    assert.match(await run("up"), /\[taskFailed\]/);
    emulator.setCredentials([{ accessKeyId: KEYS.ALICLOUD_ACCESS_KEY, accessKeySecret: "another" }]);
    assert.match(await run("preview"), /\[credentials\]/);
    assert.match(await run("up"), /\[credentials\] .*SignatureDoesNotMatch/);
    emulator.reset();
    emulator.addTasks([exportTask("dt-b", { endsIn: -60 })]);
    assert.match(await run("up"), /open after/);
    await run("refresh");
    assertNoKey("DownloadTasksGate::gate");
  });

  it("do not appear in any output, event, error or state, whether an export starts, is adopted or is refused", async () => {
    stack.forget();
    emulator.setExportRules({ lives: [{ running: 3600 }] });
    assert.match(await run("preview", exportProgram()), /would start an export/);
    assert.match(await run("up", exportProgram()), /started dt-started-1/);
    assert.match(await run("up", exportProgram({ triggers: [1] })), /adopted dt-started-1/);
    assert.match(await run("up", exportProgram({ useZstd: true, adopt: "never" })), /\[conflict\]/);
    emulator.setCredentials([{ accessKeyId: KEYS.ALICLOUD_ACCESS_KEY, accessKeySecret: "another" }]);
    assert.match(await run("up", exportProgram({ triggers: [2] })), /\[credentials\] .*SignatureDoesNotMatch/);
    await run("refresh");
    await run("destroy");
    assertNoKey("DownloadTask::orders");
  });
});
