import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import { readTaskRequest } from "../../provider/core/arguments/taskArguments";
import { markSecret } from "../../provider/core/pulumiMarks";
import * as provider from "../../provider/dynamic/taskProvider";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import { TASK_RECORD_FORM } from "../../provider/lifecycle/task/taskRecord";
import { handOver } from "../../provider/wire/handOver/handOver";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { runProgram } from "../support/runProgram";
import { scenarioOf } from "../support/tasks/exportTask";

const KEY_ID = "LTAItaskProviderTests";
const SECRET = "S3cr3tOfTheTaskProviderTests";

describe("the dynamic provider of download tasks", () => {
  let emulator: Emulator;
  const inputs = { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "b-1", format: "csv" };
  const record = { taskId: "dt-1", gmtCreate: "2026-11-24T00:00:00.000Z", adopted: false };
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
  beforeEach(() => {
    emulator.reset();
    emulator.setExportRules({ lives: [{ running: 3600 }] });
  });

  const actions = () => emulator.requests().map(({ action }) => action);
  /** Hands a record over, as a program of the engine does whose address is the host's first argument. */
  const leave = (given: object, value: object) => {
    const request = readTaskRequest(given, "DownloadTask");
    handOver({ engine: process.argv[2] ?? "", form: TASK_RECORD_FORM, request }, value, randomUUID());
  };

  it("implements Pulumi's provider interface", () => {
    const whole: dynamic.ResourceProvider = provider;
    assert.equal(typeof whole.delete, "function");
  });

  it("fills in the region and checks the inputs", async () => {
    const { regionCode: _, ...without } = inputs;
    const { inputs: checked, failures } = await provider.check({}, { ...without, format: "tsv" });
    assert.equal((checked as Record<string, unknown>).regionCode, "cn-hangzhou");
    assert.deepEqual(
      failures?.map(({ property }) => property),
      ["format"],
    );
  });

  it("records what the program handed over after the start of this process, without a request", async () => {
    leave(inputs, { ...record, taskId: "dt-of-an-earlier-run" });
    await provider.configure({ config } as dynamic.ConfigureRequest);
    leave(inputs, record);
    assert.deepEqual(await provider.create(inputs), {
      id: "cn-hangzhou:rm-1:dt-1",
      outs: { ...inputs, ...record },
    });
    assert.deepEqual(actions(), []);
  });

  it("looks itself if the program handed nothing over, and adopts what the program may have started", async () => {
    emulator.addTasks([
      {
        taskId: "dt-a",
        createdIn: -1,
        instanceName: "rm-1",
        bakSetId: "b-1",
        format: "csv",
        targetType: "URL",
        running: 3600,
      },
    ]);
    const adopted = await provider.create(inputs);
    assert.deepEqual([adopted.id, adopted.outs?.adopted], ["cn-hangzhou:rm-1:dt-a", true]);
    assert.deepEqual(actions(), ["DescribeDownloadTask"]);
  });

  it("starts nothing without a hand-over if adopt is never, because the program may have started the export", async () => {
    await assert.rejects(provider.create({ ...inputs, adopt: "never" }), {
      message:
        /^\[conflict\] the export was not started here.*set adoptTaskId to its task\. Pulumi's provider process did not look, and/,
    });
    assert.deepEqual(actions(), []);
  });

  it("prints which equal export is finished if it starts another one, because nobody else says so", async function () {
    // It looks for half a minute for what the program may have started.
    this.timeout(120_000);
    const printed: unknown[] = [];
    const { log } = console;
    console.log = (text: unknown) => void printed.push(text);
    try {
      const finished = { instanceName: "rm-3", bakSetId: "b-1", format: "csv", targetType: "URL" } as const;
      emulator.addTasks([{ taskId: "dt-done", createdIn: -60, ...finished }]);
      await provider.create({ ...inputs, instanceName: "rm-3" });
    } finally {
      console.log = log;
    }
    assert.deepEqual(printed, [
      'warning: dt-done of the same set is finished. This starts another export; adopt "finished" would take it',
    ]);
  });

  it("says in an error of its own work that this process did it, and why", async () => {
    const others = { ...inputs, instanceName: "rm-2" };
    const task = { instanceName: "rm-2", bakSetId: "b-1", format: "csv", targetType: "URL", running: 3600 } as const;
    emulator.addTasks([{ taskId: "dt-a", createdIn: -60, ...task }]);
    await assert.rejects(provider.create({ ...others, useZstd: true }), {
      message:
        /^\[conflict\] .*dt-a.*\. Pulumi's provider process looked itself, because the program left no result in /,
    });
    leave({ ...others, useZstd: true }, { ...record, gmtCreate: 5 });
    await assert.rejects(provider.create({ ...others, useZstd: true }), {
      message: /looked itself, because what the program left is not a task's record$/,
    });
  });

  it("marks the taskId as secret if it comes from a secret adoptTaskId, and only then", async () => {
    const taken = { ...inputs, adoptTaskId: "dt-hidden", [SECRET_INPUTS]: ["adoptTaskId"] };
    const { [SECRET_INPUTS]: _, ...parsed } = taken;
    leave(parsed, { ...record, taskId: "dt-hidden", adopted: true });
    const { id, outs } = await provider.create(taken);
    assert.deepEqual([id, outs?.taskId], ["cn-hangzhou:rm-1:[secret]", markSecret("dt-hidden")]);
    leave(inputs, record);
    assert.equal((await provider.create({ ...inputs, [SECRET_INPUTS]: ["backupSetId"] })).outs?.taskId, "dt-1");
  });

  it("compares, reads and updates a record without calling the service", async () => {
    const state = { ...inputs, ...record, __provider: "…" };
    const triggers = { changes: true, replaces: ["triggers"] };
    assert.deepEqual(await provider.diff("id", state, { ...inputs, triggers: [1] }), triggers);
    assert.deepEqual(await provider.read("id", state), { id: "id", props: state });
    assert.deepEqual(await provider.update("id", state, { ...inputs, network: "vpc" }), {
      outs: { ...inputs, ...record, network: "vpc" },
    });
    assert.deepEqual(actions(), []);
  });

  it("changes a record of the plugin, which holds no text that finds this provider, in place", async () => {
    const state = { ...inputs, ...record };
    assert.deepEqual(await provider.diff("id", state, inputs), { changes: true, replaces: [] });
    assert.deepEqual(await provider.diff("id", { ...state, __provider: "…" }, inputs), {
      changes: false,
      replaces: [],
    });
  });

  it("prints one line when it deletes a record, and loads neither zod nor the cloud's client for a recorded task", async () => {
    const { output } = await runProgram(`
      const provider = require("./provider/dynamic/taskProvider");
      const inputs = ${JSON.stringify(inputs)};
      const state = { ...inputs, ...${JSON.stringify(record)}, __provider: "…" };
      (async () => {
        await provider.configure({ config: { get: () => undefined } });
        await provider.check(inputs, inputs);
        console.log(JSON.stringify([await provider.diff("id", state, inputs), await provider.read("id", state)]));
        await provider.delete("cn-hangzhou:rm-1:dt-1", state);
        console.log(Object.keys(require.cache).filter((file) => /zod|@alicloud|takeHandOver|openRecord/.test(file)));
      })()`);
    assert.match(
      output,
      /^\[\{"changes":false,"replaces":\[\]\},\{"id":"id".*\]\ndt-1 is no longer managed here, .* yours\n\[\]\n$/,
    );
  });
});
