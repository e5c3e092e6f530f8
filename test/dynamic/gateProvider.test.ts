import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { dynamic } from "@pulumi/pulumi";
import * as provider from "../../provider/dynamic/gateProvider";
import type { Emulator } from "../emulator/emulator";
import { startEmulator } from "../emulator/startEmulator";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";

const KEY_ID = "LTAIproviderTests";
const SECRET = "S3cr3tOfTheProviderTests";

describe("the dynamic provider", () => {
  let emulator: Emulator;
  const inputs = { instanceName: "rm-1", timeout: "10m", pollInterval: "50ms" };
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    const config: Record<string, string> = {
      "alicloud-dbs:endpoint": emulator.url,
      "alicloud-dbs:region": "cn-hangzhou",
      "alicloud-dbs:accessKey": KEY_ID,
      "alicloud-dbs:secretKey": SECRET,
    };
    await provider.configure({ config: { get: (key: string) => config[key] } } as dynamic.ConfigureRequest);
  });
  after(() => emulator.close());
  beforeEach(() => emulator.reset());

  it("implements Pulumi's provider interface except for delete", () => {
    const whole: dynamic.ResourceProvider = provider;
    assert.equal(whole.delete, undefined);
  });

  it("fills in the region and checks the inputs", async () => {
    const { inputs: checked, failures } = await provider.check({}, { ...inputs, minTasks: 0 });
    assert.equal((checked as Record<string, unknown>).regionCode, "cn-hangzhou");
    assert.deepEqual(
      failures?.map(({ property }) => property),
      ["minTasks"],
    );
  });

  it("waits in create if the program did not wait, then records the gate", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const creating = provider.create({ ...inputs, regionCode: "cn-hangzhou" });
    while (emulator.requests().length < 2) await sleep(10);
    emulator.updateTask("dt-a", { running: 0 });
    const { id, outs } = await creating;
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(outs.ids, ["dt-a"]);
    assert.match(String(outs.summary), /^dt-a finished, created 1h( \d+m)? ago$/);
  });

  it("compares, reads and updates a gate without calling the service", async () => {
    const state = { ...inputs, tasks: [], ids: [], summary: "s", openedAt: "o" };
    assert.deepEqual(await provider.diff("id", state, { ...inputs, triggers: [1] }), {
      changes: true,
      replaces: ["triggers"],
    });
    assert.deepEqual(await provider.read("id", state), { id: "id", props: state });
    assert.deepEqual(await provider.update("id", state, { ...inputs, timeout: "1s" }), {
      outs: { ...state, timeout: "1s" },
    });
    assert.equal(emulator.requests().length, 0);
  });
});
