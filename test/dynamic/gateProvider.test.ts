import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { dynamic } from "@pulumi/pulumi";
import { readGateRequest } from "../../provider/core/arguments/gateArguments";
import * as provider from "../../provider/dynamic/gateProvider";
import { GATE_RECORD_FORM, recordedRequest } from "../../provider/lifecycle/gate/gateRecord";
import { handOver } from "../../provider/wire/handOver/handOver";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { runProgram } from "../support/runProgram";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { makeTask } from "../support/tasks/makeTask";

const KEY_ID = "LTAIproviderTests";
const SECRET = "S3cr3tOfTheProviderTests";

describe("the dynamic provider", () => {
  let emulator: Emulator;
  const inputs = { instanceName: "rm-1", timeout: "10m", pollInterval: "50ms" };
  let config: { get(key: string): string | undefined };
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    const values: Record<string, string> = {
      "alicloud-dbs:endpoint": emulator.url,
      "alicloud-dbs:region": "cn-hangzhou",
      "alicloud-dbs:accessKey": KEY_ID,
      "alicloud-dbs:secretKey": SECRET,
    };
    config = { get: (key) => values[key] };
    await provider.configure({ config } as dynamic.ConfigureRequest);
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

  it("records what the program handed over after the start of this process, without a request", async () => {
    const given = { ...inputs, regionCode: "cn-hangzhou" };
    const request = recordedRequest(readGateRequest(given, "DownloadTasksGate"));
    // The host's first argument is the engine's address.
    const key = { engine: process.argv[2] ?? "", form: GATE_RECORD_FORM, request };
    const record = {
      tasks: [makeTask("dt-a", "finished")],
      summary: "handed over",
      openedAt: "2026-11-24T00:00:00.000Z",
    };
    handOver(key, { ...record, summary: "of an earlier run" }, randomUUID());
    await provider.configure({ config } as dynamic.ConfigureRequest);
    handOver(key, record, randomUUID());
    assert.deepEqual((await provider.create(given)).outs, { ...given, ...record, ids: ["dt-a"] });
    assert.equal(emulator.requests().length, 0);
    emulator.addTasks([exportTask("dt-b", { endsIn: -60 })]);
    assert.deepEqual((await provider.create(given)).outs?.ids, ["dt-b"], "each record is taken once");
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

  it("loads neither zod, nor the cloud's client, nor what takes a record, for a gate that is open", async () => {
    const { output } = await runProgram(`
      const provider = require("./provider/dynamic/gateProvider");
      const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "1h" };
      const state = { ...inputs, tasks: [], ids: [], summary: "s", openedAt: "o", __provider: "…" };
      (async () => {
        await provider.configure({ config: { get: () => undefined } });
        await provider.check(inputs, inputs);
        console.log(JSON.stringify([await provider.diff("id", state, inputs), await provider.read("id", state)]));
        console.log(Object.keys(require.cache).filter((file) => /zod|@alicloud|takeHandOver|openRecord/.test(file)));
      })()`);
    assert.match(output, /^\[\{"changes":false,"replaces":\[\]\},\{"id":"id".*\]\n\[\]\n$/);
  });
});
