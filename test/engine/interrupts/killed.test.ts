import assert from "node:assert/strict";
import { exportTask } from "../../support/tasks/exportTask";
import { gateProgram } from "../gateStack";
import { useGates } from "../gateTests";
import { isRunning, killableUp } from "./killableUp";
import { readWhatWasSent } from "./readWhatWasSent";
import { useKillableUp } from "./useKillableUp";

describe("an up of which a process is killed, or interrupted twice, while its gate waits", function () {
  this.timeout(600_000);
  const tests = useGates();
  const killed = useKillableUp(() => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    return killableUp(tests.emulator.url);
  });

  /** Continues with the same state, after the task has been finished. */
  const next = async () => {
    const stack = await killed.continueWith(tests.emulator.url, gateProgram({}));
    tests.emulator.updateTask("dt-a", { running: 0 });
    return stack;
  };

  it("leaves nothing behind if it is the program, and waits again in the next up", async () => {
    await killed.kill(killed.up.program.pid as number);
    await killed.up.wrote("Duration:");
    const again = await next();
    assert.deepEqual(again.state().pendingOperations, []);
    assert.match((await again.run("up")).output, /gate: open after .*: dt-a finished/);
  });

  it("fails and leaves nothing behind if it is the provider process", async () => {
    await killed.kill(...killed.up.providers);
    tests.emulator.updateTask("dt-a", { running: 0 });
    await killed.up.wrote("Duration:");
    await killed.up.wrote("connection");
    const again = await next();
    assert.deepEqual(again.state().pendingOperations, []);
    assert.match((await again.run("up")).output, /gate: open after .*: dt-a finished/);
  });

  it("leaves a pending creation but no lock if it is the engine, at a second Ctrl-C", async () => {
    process.kill(killed.up.engine, "SIGINT");
    await killed.up.wrote("^C received; cancelling");
    process.kill(killed.up.engine, "SIGINT");
    await killed.up.wrote("Duration:");
    killed.up.program.kill("SIGKILL");
    const opened = await (await next()).run("up");
    assert.match(opened.output, /warning: .* 1 pending operations[\s\S]*::gate, interrupted while creating/);
    assert.match(opened.output, /gate: open after .*: dt-a finished/);
  });

  it("leaves a lock, a pending creation and an idle provider process if it is the engine with its program", async () => {
    await killed.kill(killed.up.engine, killed.up.program.pid as number);
    await readWhatWasSent();
    tests.emulator.clearRequests();
    const again = await next();
    const refused = await again.attempt("up");
    assert.match(refused.output, /the stack is currently locked by 1 lock\(s\).*`pulumi cancel`/);
    await again.stack.cancel();
    const opened = await again.run("up");
    assert.match(opened.output, /warning: .* 1 pending operations[\s\S]*::gate, interrupted while creating/);
    assert.match(opened.output, /gate: open after .*: dt-a finished/);
    assert.equal(tests.emulator.requests().length, 1, "the process that is left sends nothing");
    assert.deepEqual(killed.up.providers.map(isRunning), [true, true]);
    assert.deepEqual(
      again.state().pendingOperations.map(({ type }) => type),
      ["creating"],
    );
    await again.stack.refresh({ clearPendingCreates: true });
    assert.deepEqual(again.state().pendingOperations, []);
    assert.equal(again.state().resources.filter(({ type }) => type.includes("DownloadTasksGate")).length, 1);
  });
});
