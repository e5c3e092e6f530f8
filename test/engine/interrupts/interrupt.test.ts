import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { testRuns } from "../../support/testRuns";
import { gateProgram, gateStack, KEY_ID, SECRET } from "../gateStack";
import { type Interruption, interrupt } from "./interrupt";
import { SOON } from "./soon";

describe("an interrupted up", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  beforeEach(() => {
    emulator.reset();
    emulator.addTasks([exportTask("dt-a", { endsIn: 36_000, tables: 10 })]);
  });
  after(() => emulator.close());

  const ways: [string, Interruption, runs: number][] = [
    ["SIGINT", { to: "process" }, testRuns(1, 20)],
    ["SIGTERM", { to: "process", signal: "SIGTERM" }, testRuns(1, 20)],
    ["Ctrl-C in a terminal (which reaches the CLI too)", { to: "group" }, testRuns(1, 20)],
  ];
  for (const [name, way, runs] of ways) {
    it(`ends soon after ${name}, reports its progress and leaves no pending operation`, async () => {
      const times: number[] = [];
      for (let run = 0; run < runs; run++) {
        const { output, failed, pending, resources, took, directory } = await interrupt(emulator.url, way);
        rmSync(directory, { recursive: true });
        times.push(took);
        assert.match(
          output,
          /\[cancelled\] .*cancelled after [\dms ]+\. Last seen: 0 of 1 finished: dt-a \d+\/10 tables/,
        );
        assert.equal(/\^C received/.test(output), way.to === "group");
        assert.deepEqual([failed, pending, resources], [true, 0, 0]);
      }
      assert.ok(Math.max(...times) < SOON, `milliseconds: ${times.join(", ")}`);
      console.log(`      milliseconds from the signal to the end of the process: ${times.join(", ")}`);
    });
  }

  it("ends the waits of all gates, which wait again in the next up", async () => {
    const { output, pending, took, directory } = await interrupt(emulator.url, { to: "group", program: 3 });
    assert.ok(took < SOON, `${took} ms`);
    for (const name of ["gate", "gate-2", "gate-3"]) {
      assert.match(output, new RegExp(`${name} creating .*\\[cancelled\\] .*cancelled after`));
    }
    assert.equal(pending, 0);
    emulator.updateTask("dt-a", { running: 0 });
    const stack = await gateStack(emulator.url, gateProgram({}), directory);
    try {
      assert.match((await stack.run("up")).output, /open after .*: dt-a finished, created 1h( \d+m)? ago/);
    } finally {
      await stack.dispose();
    }
  });
});
