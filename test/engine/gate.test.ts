import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { exportTask } from "../support/tasks/exportTask";
import { gateProgram, KEY_ID, SECRET } from "./gateStack";
import { useGates } from "./gateTests";

const excerpt = (text: string, part: string) =>
  text.slice(Math.max(0, text.indexOf(part) - 200), text.indexOf(part) + 200);

describe("a gate on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const { run, told } = tests;
  const gate = () => tests.gates()[0];
  const marker = () => tests.stack.state().resources.find(({ type }) => type.includes("Marker"));

  describe("in preview", () => {
    it("says that it would wait, and for what", async () => {
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600, tables: 10 })]);
      const { output, error } = await run("preview");
      assert.equal(error, undefined);
      assert.match(output, /gate create gate: would wait: 0 of 1 finished: dt-a \d+\/10 tables/);
    });
    it("says that it would open now", async () => {
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
      assert.match((await run("preview")).output, /gate create gate: would open now: dt-a finished, created 1h /);
    });
    it("says that it would fail, without failing", async () => {
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
      const { output, error } = await run("preview");
      assert.equal(error, undefined);
      assert.match(output, /gate create gate: would fail: 0 of 1 finished: dt-a failed/);
    });
    it("says which input is not known yet without sending a request", async () => {
      const program = async () => {
        const first = new dbs.DownloadTasksGate("first", { instanceName: "rm-1", pollInterval: "200ms" });
        new dbs.DownloadTasksGate("second", { instanceName: first.summary, pollInterval: "200ms" });
      };
      const { output, requests } = await run("preview", program);
      assert.match(output, /second create second: not known until instanceName is/);
      assert.equal(requests, 1);
    });
    it("warns if it can't look, without failing", async () => {
      tests.emulator.setCredentials([{ accessKeyId: KEY_ID, accessKeySecret: "another" }]);
      const { output, error } = await run("preview");
      assert.equal(error, undefined);
      assert.match(output, /warning: gate: the preview could not read the tasks: \[credentials\]/);
    });
  });

  it("waits until its tasks are finished before dependent resources are created", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 }), exportTask("dt-b", { endsIn: 3600 })]);
    const { onOutput, endedAt } = tests.endOn(/gate: 1 of 2 finished: dt-b/, "dt-b");
    const program = gateProgram({ taskIds: ["dt-b", "dt-a"], pollInterval: "1s" });
    const { output, error } = await run("up", program, { onOutput });
    assert.equal(error, undefined);
    assert.match(output, /gate: open after [\dms ]+: 2 of 2 finished: dt-b created 1h .*, dt-a created 1h /);
    const { outputs } = gate() ?? {};
    assert.deepEqual(outputs?.ids, ["dt-b", "dt-a"]);
    assert.match(
      String(outputs?.summary),
      /^2 of 2 finished: dt-b created 1h( \d+m)? ago, dt-a created 1h( \d+m)? ago$/,
    );
    assert.ok(Date.parse(String(outputs?.openedAt)) >= endedAt());
    assert.ok(Number(marker()?.outputs?.createdAt) >= endedAt());
  });

  it("sends no request once it is open, in up, refresh, preview or destroy", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const opened = await run("up");
    assert.equal(opened.requests, 1, "the wait looks once, and the record repeats what it saw");
    const { id } = gate() ?? {};
    for (const operation of ["up", "refresh", "preview"] as const) {
      const { requests, error } = await run(operation);
      assert.deepEqual([requests, error, gate()?.id], [0, undefined, id], operation);
    }
    const { requests, error } = await run("destroy");
    assert.deepEqual([requests, error, gate()], [0, undefined, undefined]);
  });

  it("fails at once and names a failed task, records nothing, and looks again in the next up", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    const { output, error } = await run("up");
    assert.match(
      output,
      /\[taskFailed\] gate: download tasks of rm-1 in cn-hangzhou: gave up after \w+ because a task failed\. Last seen: 0 of 1 finished: dt-a failed \(request id [\w-]+\)/,
    );
    assert.ok(error);
    assert.deepEqual([gate(), marker(), tests.stack.state().pendingOperations], [undefined, undefined, []]);
    tests.emulator.addTasks([exportTask("dt-b", { endsIn: -30, createdAgo: 30 })]);
    assert.equal((await run("up")).error, undefined);
    assert.deepEqual(gate()?.outputs?.ids, ["dt-b"]);
  });

  it("fails at its time-out with what it last saw, and records nothing", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output } = await run("up", gateProgram({ timeout: "10s", pollInterval: "1s" }));
    assert.match(
      output,
      /\[timeout\] .* were not ready after 10s \(\d+ looks?\)\. Last seen: 0 of 1 finished: dt-a \d+\/10 tables.*raise timeout/,
    );
    assert.deepEqual([gate(), tests.stack.state().pendingOperations], [undefined, []]);
  });

  it("uses customTimeouts as its time-out", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output } = await run("up", gateProgram({ timeout: undefined }, { customTimeouts: { create: "1s" } }));
    assert.match(output, /\[timeout\] .* (not ready after|no look succeeded in) 1s/);
  });

  it("accepts Go-style durations, waits for up to an hour by default, and refuses anything else", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await run("up", gateProgram({ timeout: "1h30m" }));
    assert.equal(gate()?.inputs?.timeout, "1h30m");
    await run("up", gateProgram({ timeout: undefined }));
    assert.equal(gate()?.inputs?.timeout, "1h");
    const refused = await run("preview", gateProgram({ timeout: -1, pollInterval: 0, notFoundTimeout: "5" }));
    for (const property of ["timeout", "pollInterval", "notFoundTimeout"]) {
      assert.match(refused.output, new RegExp(`${property}.* is .*, but must be `));
    }
  });

  it("looks exactly once with a time-out of 0", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output, requests } = await run("up", gateProgram({ timeout: 0 }));
    assert.match(output, /\[timeout\] .*only look that timeout 0 allows/);
    assert.doesNotMatch(output, /gate creating \(\d+s\) gate: /);
    assert.equal(requests, 1);
  });

  it("opens again with a new id if its triggers change, and stays open if only its timing changes", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await run("up", gateProgram({ triggers: ["build 1"] }));
    const { id } = gate() ?? {};
    const timing = await run("up", gateProgram({ triggers: ["build 1"], timeout: "20s" }));
    assert.deepEqual([timing.requests, gate()?.id, gate()?.inputs?.timeout], [0, id, "20s"]);
    const again = await run("up", gateProgram({ triggers: ["build 2"] }));
    assert.equal(again.requests, 1);
    assert.notEqual(gate()?.id, id);
  });

  it("names each refused input without sending a request", async () => {
    const { output, requests, error } = await run("up", gateProgram({ require: "all", minTasks: 0 }));
    assert.ok(error);
    // This is how the engine prints an input that a provider's `check` refuses.
    assert.match(output, /property minTasks value \{0\} has a problem: is 0, but must be a whole number of at least 1/);
    assert.match(output, /property require value \{all\} has a problem: .*taskIds.*backupSetId.*startTime/);
    assert.equal(requests, 0);
  });

  it("waits in create if a transform has removed its hook", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    // The second look finds the task finished.
    tests.emulator.addFaults([{ from: 2, add: [exportTask("dt-a", { endsIn: -1 })] }]);
    const drop: pulumi.ResourceTransform = ({ props, opts: { hooks: _, ...opts } }) => ({ props, opts });
    const { output, error, requests } = await run("up", gateProgram({ pollInterval: "1s" }, { transforms: [drop] }));
    assert.equal(error, undefined);
    assert.doesNotMatch(output, /gate: 0 of 1 finished/);
    assert.equal(requests, 2);
    const [, found] = tests.emulator.requests();
    assert.ok(Number(marker()?.outputs?.createdAt) >= Number(found?.at));
  });

  it("does not change hooks that it shares with other resources", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const ran: string[] = [];
    const program = async () => {
      const hooks = { beforeCreate: [new pulumi.ResourceHook("theirs", ({ name }) => void ran.push(name))] };
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, { hooks });
      new dbs.DownloadTasksGate("other-gate", { instanceName: "rm-1" }, { hooks });
      assert.equal(hooks.beforeCreate.length, 1);
    };
    assert.equal((await run("up", program)).error, undefined);
    assert.deepEqual(ran.sort(), ["gate", "other-gate"]);
  });

  it("can be refreshed and destroyed after this package has been removed", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    await run("up");
    const elsewhere = mkdtempSync(join(tmpdir(), "no-package-"));
    mkdirSync(join(elsewhere, "node_modules"));
    symlinkSync(join(process.cwd(), "node_modules/@pulumi"), join(elsewhere, "node_modules/@pulumi"));
    try {
      await tests.stack.moveTo(elsewhere);
      for (const operation of ["refresh", "destroy"] as const) {
        assert.equal((await run(operation)).error, undefined, operation);
      }
      assert.equal(gate(), undefined);
    } finally {
      await tests.stack.moveTo(process.cwd());
      rmSync(elsewhere, { recursive: true });
    }
  });

  it("stores the same provider text in the state for each of a hundred gates", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const program = async () => {
      for (let at = 0; at < 100; at++) new dbs.DownloadTasksGate(`gate-${at}`, { instanceName: "rm-1" });
    };
    assert.equal((await run("up", program)).error, undefined);
    const gates = tests.gates();
    assert.deepEqual(
      [gates.length, new Set(gates.flatMap(({ inputs, outputs }) => [inputs?.__provider, outputs?.__provider]))],
      [100, new Set([GATE_PROVIDER_TEXT])],
    );
  });

  it("has shown no credential in any output, state or error of the tests above", () => {
    assert.ok(told.length > 40, `${told.length} texts`);
    for (const credential of [SECRET, KEY_ID]) {
      assert.deepEqual(
        told.filter((text) => text.includes(credential)).map((text) => excerpt(text, credential)),
        [],
      );
    }
  });
});
