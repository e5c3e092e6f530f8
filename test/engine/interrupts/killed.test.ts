import assert from "node:assert/strict";
import { once } from "node:events";
import { exportTask } from "../../support/tasks/exportTask";
import { gateProgram, gateStack } from "../gateStack";
import { useGates } from "../gateTests";
import type { TemporaryStack } from "../temporaryStack";
import { isRunning, type KillableUp, killableUp } from "./killableUp";

describe("an up of which a process is killed, or interrupted twice, while its gate waits", function () {
  this.timeout(600_000);
  const tests = useGates();
  let killed: KillableUp;
  let stack: TemporaryStack | undefined;
  beforeEach(async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    killed = await killableUp(tests.emulator.url);
  });
  afterEach(async () => {
    killed?.dispose();
    await stack?.dispose();
    stack = undefined;
  });

  const kill = async (...pids: number[]) => {
    const ended = once(killed.program, "exit");
    for (const pid of pids) process.kill(pid, "SIGKILL");
    if (pids.includes(killed.program.pid as number)) await ended;
  };
  /** Continues with the same state, after the task has been finished. */
  const next = async () => {
    stack = await gateStack(tests.emulator.url, gateProgram({}), killed.directory);
    tests.emulator.updateTask("dt-a", { running: 0 });
    return stack;
  };

  it("leaves nothing behind if it is the program, and waits again in the next up", async () => {
    await kill(killed.program.pid as number);
    await killed.wrote("Duration:");
    const again = await next();
    assert.deepEqual(again.state().pendingOperations, []);
    assert.match((await again.run("up")).output, /gate: open after .*: dt-a finished/);
  });

  it("fails and leaves nothing behind if it is the provider process", async () => {
    await kill(...killed.providers);
    tests.emulator.updateTask("dt-a", { running: 0 });
    await killed.wrote("Duration:");
    await killed.wrote("connection");
    const again = await next();
    assert.deepEqual(again.state().pendingOperations, []);
    assert.match((await again.run("up")).output, /gate: open after .*: dt-a finished/);
  });

  it("leaves a pending creation but no lock if it is the engine, at a second Ctrl-C", async () => {
    process.kill(killed.engine, "SIGINT");
    await killed.wrote("^C received; cancelling");
    process.kill(killed.engine, "SIGINT");
    await killed.wrote("Duration:");
    killed.program.kill("SIGKILL");
    const opened = await (await next()).run("up");
    assert.match(opened.output, /warning: .* 1 pending operations[\s\S]*::gate, interrupted while creating/);
    assert.match(opened.output, /gate: open after .*: dt-a finished/);
  });

  it("leaves a lock, a pending creation and an idle provider process if it is the engine with its program", async () => {
    await kill(killed.engine, killed.program.pid as number);
    tests.emulator.clearRequests();
    const again = await next();
    const refused = await again.attempt("up");
    assert.match(refused.output, /the stack is currently locked by 1 lock\(s\).*`pulumi cancel`/);
    await again.stack.cancel();
    const opened = await again.run("up");
    assert.match(opened.output, /warning: .* 1 pending operations[\s\S]*::gate, interrupted while creating/);
    assert.match(opened.output, /gate: open after .*: dt-a finished/);
    assert.equal(tests.emulator.requests().length, 1, "the process that is left sends nothing");
    assert.deepEqual(killed.providers.map(isRunning), [true, true]);
    assert.deepEqual(
      again.state().pendingOperations.map(({ type }) => type),
      ["creating"],
    );
    await again.stack.refresh({ clearPendingCreates: true });
    assert.deepEqual(again.state().pendingOperations, []);
    assert.equal(again.state().resources.filter(({ type }) => type.includes("DownloadTasksGate")).length, 1);
  });
});
