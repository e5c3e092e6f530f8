import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator } from "../../../sdk/emulator/emulator";
import type { Fault } from "../../../sdk/emulator/scenario";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { testRuns } from "../../support/testRuns";
import { gateStack, KEY_ID, SECRET } from "../gateStack";
import { interrupt } from "../interrupts/interrupt";
import { SOON } from "../interrupts/soon";
import { exportProgram, tasksIn } from "./exportTests";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

describe("an up that is interrupted while it starts an export", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  after(() => emulator.close());

  /** Each run has an instance of its own, because this process remembers the exports that it has started. */
  let runs = 0;
  const actions = () => emulator.requests().map(({ action }) => action);

  /**
   * Interrupts an `up` once the service has got a request, and runs another `up` on the same state.
   * @returns the end of the first `up`, and the task that the second one recorded
   */
  async function interruptAt(action: string, fault: Fault) {
    runs += 1;
    const instanceName = `rm-${runs}`;
    emulator.reset();
    emulator.setExportRules({ lives: [{ running: 3600 }] });
    emulator.addFaults([{ ...fault, action }]);
    const due = (async () => {
      while (!actions().includes(action)) await sleep(20);
      // The request has been answered, if it ever is.
      await sleep(fault.delay === undefined ? 0 : 100);
    })();
    const { directory, ...ended } = await interrupt(emulator.url, { to: "group", program: instanceName, due });
    const sent = actions();
    const stack = await gateStack(emulator.url, exportProgram({ instanceName }), directory);
    try {
      const { error, output } = await stack.attempt("up");
      assert.equal(error, undefined, output);
      const { taskId, adopted } = tasksIn(stack.state())[0]?.outputs ?? {};
      return { ...ended, sent, taskId, adopted };
    } finally {
      await stack.dispose();
    }
  }

  it("sends nothing that starts an export if it still looked, and the next up starts one", async () => {
    const { output, failed, pending, resources, sent, ...next } = await interruptAt(LOOK, { connection: "silent" });
    assert.match(output, /\[cancelled\] orders: /);
    assert.deepEqual([failed, pending, resources, sent.includes(CREATE)], [true, 0, 0, false]);
    assert.deepEqual([emulator.taskIds(), next.taskId, next.adopted], [["dt-started-1"], "dt-started-1", false]);
  });

  it("ends soon if the answer is lost, says that an export may have been started, and the next up adopts it", async () => {
    const times: number[] = [];
    for (let run = 0; run < testRuns(3, 20); run++) {
      const ended = await interruptAt(CREATE, { connection: "silent" });
      times.push(ended.took);
      assert.match(
        ended.output,
        /\[cancelled\] orders: .*may have been started. Run this again in a minute: the next up looks first/,
      );
      assert.deepEqual([ended.failed, ended.pending, ended.resources], [true, 0, 0]);
      assert.deepEqual([emulator.taskIds(), ended.taskId, ended.adopted], [["dt-started-1"], "dt-started-1", true]);
    }
    assert.ok(Math.max(...times) < SOON, `milliseconds: ${times.join(", ")}`);
    console.log(`      milliseconds from the signal to the end of the process: ${times.join(", ")}`);
  });

  it("says that the task was started and is not recorded if the answer still comes, and the next up adopts it", async () => {
    const ended = await interruptAt(CREATE, { delay: 600 });
    assert.deepEqual([ended.failed, ended.pending, ended.resources], [true, 0, 0], ended.output);
    assert.match(
      ended.output,
      /\[cancelled\] orders: .* was started as dt-started-1, but the update was interrupted before dt-started-1 was recorded in the state\. The next up looks first, and adopts dt-started-1 while it is unfinished or failed/,
    );
    assert.doesNotMatch(ended.output, /orders: started/);
    assert.deepEqual([emulator.taskIds(), ended.taskId, ended.adopted], [["dt-started-1"], "dt-started-1", true]);
  });
});
