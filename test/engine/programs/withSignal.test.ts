import assert from "node:assert/strict";
import * as dbs from "pulumi-alicloud-dbs";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { gateStack, KEY_ID, SECRET } from "../gateStack";
import type { TemporaryStack } from "../temporaryStack";

/** A process with two stacks, whose gates wait for a task that never ends by itself. */
describe("withSignal on the real engine", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let stacks: TemporaryStack[] = [];
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    stacks = [await gateStack(emulator.url, async () => {}), await gateStack(emulator.url, async () => {})];
  });
  beforeEach(() => {
    emulator.reset();
    emulator.addTasks([exportTask("dt-a", { endsIn: 36_000 })]);
  });
  after(async () => {
    await Promise.all(stacks.map((stack) => stack.dispose()));
    await emulator?.close();
  });

  /** Runs `up` on a stack with a program of these gates. `waiting` resolves when all of them wait. */
  const start = (stack: TemporaryStack | undefined, gates: string[], program: (make: () => void) => Promise<void>) => {
    if (stack === undefined) throw new Error("there is no stack");
    const names = new Set(gates);
    let tellWaiting = () => {};
    const waiting = new Promise<void>((resolve) => {
      tellWaiting = resolve;
    });
    const make = () => {
      for (const name of gates) new dbs.DownloadTasksGate(name, { instanceName: "rm-1", pollInterval: "200ms" });
    };
    const onOutput = (text: string) => {
      for (const name of gates) if (text.includes(`${name}: 0 of 1 finished`)) names.delete(name);
      if (names.size === 0) tellWaiting();
    };
    return { waiting, end: stack.attempt("up", { program: () => program(make), onOutput }) };
  };

  it("ends the waits of one of two stacks in a process, while the other goes on", async () => {
    const controller = new AbortController();
    const aborted = start(stacks[0], ["one", "two"], (make) => dbs.withSignal(controller.signal, async () => make()));
    const other = start(stacks[1], ["other"], (make) =>
      dbs.withSignal(new AbortController().signal, async () => make()),
    );
    await Promise.all([aborted.waiting, other.waiting]);
    controller.abort();
    const { output, error } = await aborted.end;
    assert.ok(error !== undefined);
    for (const name of ["one", "two"]) assert.match(output, new RegExp(`\\[cancelled\\] ${name}: .* cancelled after`));
    assert.deepEqual(stacks[0]?.state().pendingOperations, []);
    emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
    const opened = await other.end;
    assert.equal(opened.error, undefined, opened.output);
    assert.match(opened.output, /other: open after .*: dt-a finished/);
  });

  it("ends what it was put around, and leaves the rest of the program alone", async () => {
    const controller = new AbortController();
    const run = start(stacks[0], ["outside", "inside"], async () => {
      const make = (name: string) => new dbs.DownloadTasksGate(name, { instanceName: "rm-1", pollInterval: "200ms" });
      make("outside");
      dbs.withSignal(controller.signal, () => make("inside"));
    });
    await run.waiting;
    controller.abort();
    emulator.addTasks([exportTask("dt-b", { endsIn: -1, createdAgo: 1 })]);
    const { output } = await run.end;
    assert.match(output, /\[cancelled\] inside: /);
    assert.match(output, /outside: open after .*: dt-b finished/);
  });
});
