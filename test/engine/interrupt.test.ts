import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Emulator } from "../emulator/emulator";
import { startEmulator } from "../emulator/startEmulator";
import { exportTask, scenarioOf } from "../support/exportTask";
import { testRuns } from "../support/testRuns";
import { KEY_ID, SECRET } from "./gateStack";

interface Told {
  waiting?: boolean;
  output: string;
  failed: boolean;
  pending: number;
  gates: number;
}

/** Interrupts an `up` while its gate waits, and gives what it told and the milliseconds until its process was gone. */
async function interrupt(url: string, signal: NodeJS.Signals): Promise<Told & { took: number }> {
  const child = fork(join(__dirname, "interruptedUp.ts"), [url], {
    execArgv: ["-r", "ts-node/register/transpile-only"],
  });
  let interrupted = 0;
  let told: Told | undefined;
  child.on("message", (message: Told) => {
    if (message.waiting && interrupted === 0) {
      interrupted = Date.now();
      child.kill(signal);
    } else if (message.output !== undefined) {
      told = message;
    }
  });
  await once(child, "exit");
  assert.ok(interrupted > 0, "it never waited");
  assert.ok(told, `it ended without a word, ${Date.now() - interrupted} ms after ${signal}`);
  return { ...told, took: Date.now() - interrupted };
}

describe("an interrupted wait", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    emulator.addTasks([exportTask("dt-a", { endsIn: 36_000, tables: 10 })]);
  });
  after(() => emulator.close());

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends within 2 s of ${signal}, says how far it was and leaves no pending operation`, async () => {
      const times: number[] = [];
      for (let run = 0; run < testRuns(2, 20); run++) {
        const { output, failed, pending, gates, took } = await interrupt(emulator.url, signal);
        times.push(took);
        assert.match(output, /\[cancelled\] .*cancelled after \d+m?s: 0 of 1 finished; dt-a running \d+\/10 tables/);
        assert.deepEqual([failed, pending, gates], [true, 0, 0]);
      }
      assert.ok(Math.max(...times) < 2_000, `milliseconds: ${times.join(", ")}`);
      console.log(`      milliseconds from ${signal} to the end of the process: ${times.join(", ")}`);
    });
  }
});
