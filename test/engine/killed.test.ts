import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exportTask } from "../support/tasks/exportTask";
import { ensurePulumiCli } from "./cli/pulumiCli";
import { gateProgram, gateStack } from "./gateStack";
import { useGates } from "./gateTests";

/** Waits until a file contains a string. */
async function holds(file: string, text: string): Promise<void> {
  while (!existsSync(file) || !readFileSync(file, "utf8").includes(text)) await sleep(100);
}

describe("a program that is killed while its gate waits", function () {
  this.timeout(600_000);
  const tests = useGates();
  let folder: string;
  let output: string;
  before(async () => {
    // As with an ordinary `pulumi up`, the engine must outlive the program. So the engine writes to a file instead of a
    // pipe to the program's process.
    folder = mkdtempSync(join(tmpdir(), "killed-"));
    output = join(folder, "output");
    const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
    mkdirSync(join(folder, "bin"));
    const script = `#!/bin/sh\nif [ "$1" = up ]; then exec "${command}" "$@" >"${output}" 2>&1; fi\nexec "${command}" "$@"\n`;
    writeFileSync(join(folder, "bin/pulumi"), script, { mode: 0o755 });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("leaves no pending operation, and waits again in the next up", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const child = fork(join(__dirname, "interruptedUp.ts"), [tests.emulator.url], {
      execArgv: ["-r", "ts-node/register/transpile-only"],
      env: { ...process.env, NODE_V8_COVERAGE: "", PATH: `${join(folder, "bin")}:${process.env.PATH}` },
    });
    const ended = once(child, "exit");
    const [{ directory }] = (await once(child, "message")) as [{ directory: string }];
    await holds(output, "gate: 0 of 1 finished");
    child.kill("SIGKILL");
    await ended;
    await holds(output, "Duration:");

    const stack = await gateStack(tests.emulator.url, gateProgram({}), directory);
    try {
      assert.deepEqual(stack.state().pendingOperations, []);
      tests.emulator.updateTask("dt-a", { running: 0 });
      const again = await stack.run("up");
      assert.match(again.output, /gate: open after .*: dt-a finished, created 1h /);
    } finally {
      await stack.dispose();
    }
  });
});
