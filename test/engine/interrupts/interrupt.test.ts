import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator/emulator";
import { startEmulator } from "../../emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { testRuns } from "../../support/testRuns";
import { gateProgram, gateStack, KEY_ID, SECRET } from "../gateStack";

/**
 * Maximum milliseconds from the signal to the end of the process. The promise is two seconds, which a long run measures
 * on an idle machine. Otherwise there is room for a busy one: a gate that ignored the signal would wait for an hour.
 */
const SOON = testRuns(30_000, 2_000);

/** What the interrupted process reported. */
interface Report {
  directory: string;
  output: string;
  failed: boolean;
  pending: number;
  gates: number;
}

interface Interruption {
  /**
   * Receiver of the signal. `process` is the program's process alone, as if its parent sent it. `group` is its whole
   * process group, as on Ctrl-C in a terminal.
   */
  to: "process" | "group";
  /** Default: SIGINT. */
  signal?: NodeJS.Signals;
  /** Number of waiting gates. Default: 1. */
  gates?: number;
}

/**
 * Interrupts an `up` while its gates wait.
 * @returns what the process reported, and the milliseconds that it took to end
 */
async function interrupt(url: string, how: Interruption): Promise<Report & { took: number }> {
  const { to, signal = "SIGINT", gates = 1 } = how;
  const child = fork(join(__dirname, "interruptedUp.ts"), [url, String(gates)], {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    env: { ...process.env, NODE_V8_COVERAGE: "" },
    detached: to === "group",
  });
  let interrupted = 0;
  const report: Partial<Report> = {};
  child.on("message", (message: Partial<Report> & { waiting?: boolean }) => {
    Object.assign(report, message);
    if (message.waiting && interrupted === 0) {
      interrupted = Date.now();
      process.kill(to === "group" ? -(child.pid as number) : (child.pid as number), signal);
    }
  });
  await once(child, "exit");
  assert.ok(interrupted > 0, "the gates never started to wait");
  const took = Date.now() - interrupted;
  assert.ok(report.output !== undefined, `the process ended without a report, ${took} ms after ${signal}`);
  return { ...(report as Report), took };
}

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
        const { output, failed, pending, gates, took, directory } = await interrupt(emulator.url, way);
        rmSync(directory, { recursive: true });
        times.push(took);
        assert.match(
          output,
          /\[cancelled\] .*cancelled after [\dms ]+\. Last seen: 0 of 1 finished: dt-a \d+\/10 tables/,
        );
        assert.equal(/\^C received/.test(output), way.to === "group");
        assert.deepEqual([failed, pending, gates], [true, 0, 0]);
      }
      assert.ok(Math.max(...times) < SOON, `milliseconds: ${times.join(", ")}`);
      console.log(`      milliseconds from the signal to the end of the process: ${times.join(", ")}`);
    });
  }

  it("ends the waits of all gates, which wait again in the next up", async () => {
    const { output, pending, took, directory } = await interrupt(emulator.url, { to: "group", gates: 3 });
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
