import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { testRuns } from "../../support/testRuns";
import { KEY_ID, SECRET } from "../gateStack";
import { interrupt } from "../interrupts/interrupt";
import { isRunning, type KillableUp, killableUp } from "../interrupts/killableUp";
import { readWhatWasSent } from "../interrupts/readWhatWasSent";
import { SOON } from "../interrupts/soon";

const SCRIPT = join(__dirname, "pluginUp.ts");
const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

describe("an up that is interrupted while the plugin works", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  beforeEach(() => emulator.reset());
  after(() => emulator.close());
  const actions = () => emulator.requests().map(({ action }) => action);
  const waiting = () => emulator.addTasks([exportTask("dt-a", { endsIn: 36_000, tables: 10 })]);

  it("ends the wait soon after Ctrl-C, says how far it was, and leaves a clean state", async () => {
    const times: number[] = [];
    for (let run = 0; run < testRuns(3, 20); run++) {
      emulator.reset();
      waiting();
      const ended = await interrupt(emulator.url, { to: "group", script: SCRIPT });
      rmSync(ended.directory, { recursive: true });
      times.push(ended.took);
      const { output, failed, pending, resources } = ended;
      assert.match(output, /\[cancelled\] gate: .*cancelled after [\dms ]+\. Last seen: 0 of 1 finished: dt-a \d+\/10/);
      assert.doesNotMatch(output, /exited prematurely/);
      assert.deepEqual([failed, pending, resources], [true, 0, 0]);
    }
    assert.ok(Math.max(...times) < SOON, `milliseconds: ${times.join(", ")}`);
    console.log(`      milliseconds from the signal to the end of the process: ${times.join(", ")}`);
  });

  /** Interrupts an `up` with one export, once the service has got a request of this kind and never answers it. */
  async function interruptAt(action: string) {
    emulator.setExportRules({ lives: [{ running: 3600 }] });
    emulator.addFaults([{ connection: "silent", action }]);
    const due = (async () => {
      while (!actions().includes(action)) await sleep(20);
    })();
    const ended = await interrupt(emulator.url, { to: "group", program: "rm-1", script: SCRIPT, due });
    rmSync(ended.directory, { recursive: true });
    return ended;
  }

  it("starts nothing if the plugin still looked for an equal export", async () => {
    const { output, failed, pending, resources } = await interruptAt(LOOK);
    assert.match(output, /\[cancelled\] orders: .*and nothing was started/);
    assert.deepEqual([failed, pending, resources, actions().includes(CREATE)], [true, 0, 0, false]);
  });

  it("says that an export may have been started if its answer did not come in time", async () => {
    const { output, failed, pending, resources } = await interruptAt(CREATE);
    assert.match(
      output,
      /\[cancelled\] orders: .*may have been started. Run this again in a minute: the next up looks first/,
    );
    assert.deepEqual([failed, pending, resources], [true, 0, 0]);
  });
});

describe("an up of which the engine is killed while the plugin waits", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    emulator.addTasks([exportTask("dt-a", { endsIn: 36_000, tables: 10 })]);
  });
  after(() => emulator.close());

  it("leaves no plugin behind, and no more requests", async () => {
    const times: number[] = [];
    for (let run = 0; run < testRuns(3, 20); run++) {
      const killed: KillableUp = await killableUp(emulator.url, "1", undefined, SCRIPT);
      try {
        assert.ok(killed.providers.length > 0 && killed.providers.some(isRunning), "the plugin runs");
        killed.program.kill("SIGKILL");
        process.kill(killed.engine, "SIGKILL");
        const began = Date.now();
        while (killed.providers.some(isRunning)) {
          assert.ok(Date.now() - began < SOON, "the plugin lives on");
          await sleep(20);
        }
        times.push(Date.now() - began);
        await readWhatWasSent();
        emulator.clearRequests();
        await sleep(500);
        assert.deepEqual(emulator.requests(), []);
      } finally {
        killed.dispose();
        rmSync(killed.directory, { recursive: true, force: true });
      }
    }
    console.log(`      milliseconds from the signal to the end of the plugin: ${times.join(", ")}`);
  });
});
