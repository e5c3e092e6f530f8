import assert from "node:assert/strict";
import { killableUp } from "../interrupts/killableUp";
import { useKillableUp } from "../interrupts/useKillableUp";
import type { TemporaryStack } from "../temporaryStack";
import { exportArgs, exportProgram, tasksIn, useExports } from "./exportTests";

const CREATE = "CreateDownload";

describe("an up of which a process is killed while it starts an export", function () {
  this.timeout(600_000);
  const { gates, actions } = useExports();
  const killed = useKillableUp(() => {
    // The service does the work, and its answer never arrives.
    gates.emulator.addFaults([{ action: CREATE, connection: "silent" }]);
    return killableUp(gates.emulator.url, exportArgs().instanceName, () => actions().includes(CREATE));
  });

  /** Continues with the same state, and asserts that the service has one task and the state records it. */
  const next = async (prepare: (stack: TemporaryStack) => Promise<unknown> = async () => undefined) => {
    const stack = await killed.continueWith(gates.emulator.url, exportProgram());
    await prepare(stack);
    const { error, output } = await stack.attempt("up");
    assert.equal(error, undefined, output);
    const [task, ...others] = tasksIn(stack.state());
    assert.deepEqual([gates.emulator.taskIds(), task?.outputs?.taskId, others], [["dt-started-1"], "dt-started-1", []]);
    assert.equal(actions().filter((action) => action === CREATE).length, 1);
    return { stack, output };
  };

  it("has one task after the next up if it is the program", async () => {
    await killed.kill(killed.up.program.pid as number);
    await killed.up.wrote("Duration:");
    const { stack: after } = await next();
    assert.deepEqual(after.state().pendingOperations, []);
  });

  it("has one task after the next up if it is the provider process", async () => {
    await killed.kill(...killed.up.providers);
    killed.up.program.kill("SIGINT");
    await killed.up.wrote("Duration:");
    const { stack: after } = await next();
    assert.deepEqual(after.state().pendingOperations, []);
  });

  it("has one task after `pulumi cancel` and the next up if it is the engine with its program", async () => {
    await killed.kill(killed.up.engine, killed.up.program.pid as number);
    const { stack: after, output } = await next(async (locked) => {
      assert.match(
        (await locked.attempt("up")).output,
        /the stack is currently locked by 1 lock\(s\).*`pulumi cancel`/,
      );
      await locked.stack.cancel();
    });
    assert.match(output, /warning: .* 1 pending operations[\s\S]*::orders, interrupted while creating/);
    await after.stack.refresh({ clearPendingCreates: true });
    assert.deepEqual(after.state().pendingOperations, []);
    assert.equal(tasksIn(after.state()).length, 1);
  });

  it("has one task after the next up if it is the engine, at a second Ctrl-C", async () => {
    process.kill(killed.up.engine, "SIGINT");
    await killed.up.wrote("^C received; cancelling");
    process.kill(killed.up.engine, "SIGINT");
    await killed.up.wrote("Duration:");
    killed.up.program.kill("SIGKILL");
    await next();
  });
});
