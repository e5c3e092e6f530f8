import assert from "node:assert/strict";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { exportTask } from "../../support/tasks/exportTask";
import { SECRET } from "../gateStack";
import type { ProgramStack } from "./programStack";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

/**
 * Runs an example that starts an export, waits for it at a gate, and then starts another and reads the list. Checks what
 * every run sends and shows.
 */
export async function exportsInTurn(emulator: Emulator, { run, outputs, stateText }: ProgramStack): Promise<void> {
  const actions = () => emulator.requests().map(({ action }) => action);
  emulator.setExportRules({ lives: [{ running: 3600 }] });

  const preview = await run("preview");
  assert.equal(preview.error, undefined, preview.output);
  assert.match(preview.output, /orders: would start an export of 146005 as csv/);
  assert.match(preview.output, /orders-ready: not known until taskIds is/);
  assert.deepEqual(
    actions().filter((action) => action !== LOOK),
    [],
  );

  emulator.clearRequests();
  let printed = "";
  let createdBefore = 0;
  let isEnded = false;
  const up = await run("up", (text) => {
    printed += text;
    if (isEnded || !/orders-ready: 0 of 1 finished/.test(printed)) return;
    isEnded = true;
    createdBefore = actions().filter((action) => action === CREATE).length;
    emulator.addTasks([{ ...exportTask("dt-started-1", { endsIn: -1 }), bakSetId: "146005" }]);
  });
  assert.equal(up.error, undefined, up.output);
  const state = stateText();
  assert.match(state, /"type": ?"pulumi:providers:alicloud-dbs"/);
  assert.equal(createdBefore, 1);
  assert.deepEqual(actions().filter((action) => action === CREATE).length, 2);
  assert.match(up.output, /orders-ready: open after .*: dt-started-1 /);
  const { summary, state: taskState, customers } = await outputs();
  assert.match(String(summary), /^dt-started-1 finished/);
  assert.deepEqual([taskState, customers], ["finished", "dt-started-2"]);

  emulator.clearRequests();
  const again = await run("up");
  assert.match(again.output, /4 unchanged/);
  assert.deepEqual(actions(), [LOOK], "the list is read again, and nothing else is asked");
  const destroyed = await run("destroy");
  assert.equal(destroyed.error, undefined, destroyed.output);
  for (const text of [preview.output, printed, again.output, destroyed.output, state]) {
    assert.ok(!text.includes(SECRET), "the secret key is shown");
  }
}
