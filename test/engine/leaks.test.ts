import assert from "node:assert/strict";
import type { Emulator } from "../emulator/emulator";
import { startEmulator } from "../emulator/startEmulator";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { ensurePulumiCli } from "./cli/pulumiCli";
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

  it("do not appear in any output, event, error or state, whether a run succeeds, fails or is refused", async () => {
    const told: string[] = [];
    const run = async (operation: "preview" | "up" | "refresh") => {
      const { output, events, error } = await stack.attempt(operation);
      told.push(output, JSON.stringify(events), String(error?.message), stack.stateText());
      return output;
    };
    emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    assert.match(await run("up"), /\[taskFailed\]/);
    emulator.setCredentials([{ accessKeyId: KEYS.ALICLOUD_ACCESS_KEY, accessKeySecret: "another" }]);
    assert.match(await run("preview"), /\[credentials\]/);
    assert.match(await run("up"), /\[credentials\] .*SignatureDoesNotMatch/);
    emulator.reset();
    emulator.addTasks([exportTask("dt-b", { endsIn: -60 })]);
    assert.match(await run("up"), /open after/);
    await run("refresh");
    assert.ok(told.some((text) => text.includes("DownloadTasksGate::gate")));
    for (const key of Object.values(KEYS)) {
      assert.deepEqual(
        told.filter((text) => text.includes(key)),
        [],
      );
    }
  });
});
