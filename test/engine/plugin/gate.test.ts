import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { exportTask } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { PluginResource, usePlugin } from "./pluginTests";

const LOOK = "DescribeDownloadTask";

describe("a gate of the plugin on the real engine", function () {
  this.timeout(600_000);
  const tests = usePlugin();
  const { run, runs } = tests;
  const program =
    (args: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions): PulumiFn =>
    async () => {
      const inputs = { instanceName: "rm-1", pollInterval: "200ms", ...args };
      const gate = new PluginResource("DownloadTasksGate", "gate", inputs, opts);
      return { summary: gate.output("summary"), ids: gate.output("ids") };
    };
  const gates = () => tests.stack.state().resources.filter(({ type }) => type.endsWith(":DownloadTasksGate"));

  it("previews, opens, and is a record from then on", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const preview = await runs("preview", program());
    assert.match(preview.output, /gate: would open now: dt-a finished, created 1h ago/);
    const { output, actions } = await runs("up", program());
    assert.deepEqual(actions, [LOOK]);
    assert.match(output, /gate: open after .*: dt-a finished, created 1h ago/);
    const [gate] = gates();
    assert.deepEqual([gate?.outputs?.ids, gate?.outputs?.summary], [["dt-a"], "dt-a finished, created 1h ago"]);
    for (const operation of ["up", "refresh", "preview", "destroy"] as const) {
      assert.deepEqual((await runs(operation, program())).actions, [], operation);
    }
    assert.deepEqual(gates(), []);
  });

  it("records every default among its inputs, but no time-out, which customTimeouts may set", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await runs("up", program());
    assert.deepEqual(gates()[0]?.inputs, {
      instanceName: "rm-1",
      regionCode: "cn-hangzhou",
      pollInterval: "200ms",
      require: "latest",
      minTasks: 1,
      failOn: ["failed", "expired"],
      notFoundTimeout: "5m",
      taskRetries: 0,
    });
  });

  it("waits while a task runs, shows its progress in its row, and opens when the task ends", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    let printed = "";
    const { output } = await runs("up", program(), {
      onOutput: (text) => {
        printed += text;
        if (/gate: 0 of 1 finished/.test(printed)) tests.emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
      },
    });
    assert.match(output, /DownloadTasksGate gate .*gate: 0 of 1 finished: dt-a \d+\/10 tables/);
    assert.match(output, /gate: open after .*: dt-a finished/);
  });

  it("fails with its message, whose kind comes first, and leaves no record", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    const { output, error } = await run("up", program());
    assert.ok(error);
    assert.match(
      output,
      /error: \[taskFailed\] gate: .* because a task failed\. Last seen: 0 of 1 finished: dt-a failed/,
    );
    assert.deepEqual([gates(), tests.stack.state().pendingOperations], [[], []]);
  });

  it("takes the time-out from its input, else from customTimeouts", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const opts = { customTimeouts: { create: "1s" } };
    assert.match((await run("up", program({}, opts))).output, /\[timeout\] gate: .*were not ready after 1s/);
    const both = await run("up", program({ timeout: 0 }, opts));
    assert.match(both.output, /\[timeout\] gate: /);
    assert.deepEqual(both.actions, [LOOK], "timeout 0 is one look");
  });

  it("is replaced if its selection, condition or triggers change, and stays if only its timing does", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await runs("up", program({ triggers: [1] }));
    const same = await runs("up", program({ triggers: [1], timeout: "2h", failOn: ["expired", "failed"] }));
    assert.match(same.output, /2 unchanged/);
    assert.deepEqual(same.actions, []);
    assert.equal(gates()[0]?.inputs?.timeout, "2h", "the state takes the new inputs");
    const changed = await runs("up", program({ triggers: [2] }));
    assert.match(changed.output, /1 replaced/);
    assert.deepEqual(changed.actions, [LOOK]);
    const ignored = await runs("up", program({ triggers: [3] }, { ignoreChanges: ["triggers"] }));
    assert.match(ignored.output, /2 unchanged/);
  });

  it("names every problem of its inputs", async () => {
    const { output } = await run(
      "up",
      program({ instanceName: undefined, require: "some", minTask: 1, ids: ["dt-a"] }),
    );
    assert.match(output, /require.*is "some", but must be one of latest, all, any/);
    assert.match(output, /instanceName is missing/);
    assert.match(output, /minTask.*is not a known argument; check the spelling/);
    assert.match(output, /ids.*is an output of a gate, not an input/);
  });

  it("waits in a preview for inputs that are not known yet, and says which", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const chained: PulumiFn = async () => {
      const first = new PluginResource("DownloadTasksGate", "first", { instanceName: "rm-1" });
      const taskIds = first.output("ids");
      new PluginResource("DownloadTasksGate", "second", { instanceName: "rm-1", taskIds });
    };
    const { output, actions } = await runs("preview", chained);
    assert.match(output, /second: not known until taskIds is/);
    assert.deepEqual(actions, [LOOK]);
    assert.match((await runs("up", chained)).output, /second: open after .*: dt-a finished/);
  });

  it("shows no secret input, and marks the outputs that repeat one", async () => {
    tests.emulator.addTasks([exportTask("dt-hidden", { endsIn: -60 })]);
    const secret = program({ taskIds: [pulumi.secret("dt-hidden")] });
    const { output } = await runs("up", secret);
    assert.match(output, /gate: open after .*: \[secret\] finished/);
    assert.equal((await runs("up", secret)).actions.length, 0);
    assert.doesNotMatch(output + tests.stack.stateText(), /dt-hidden/);
    for (const name of ["tasks", "ids", "summary", "taskIds"]) {
      assert.match(JSON.stringify(gates()[0]?.outputs?.[name]), /ciphertext/, name);
    }
  });

  it("can't be imported, which it says in a sentence", async () => {
    const { output, error } = await run("up", program({}, { import: "gate" }));
    assert.ok(error);
    assert.match(output, /\[arguments\] .*can't be read or imported, because a gate exists only in its stack's state/);
  });

  it("leaves no credential in the outputs, states and errors of all these runs", () => {
    assert.ok(tests.told.length > 30);
    assert.doesNotMatch(tests.told.join("\n"), new RegExp(`${SECRET}|${KEY_ID}`));
  });
});
