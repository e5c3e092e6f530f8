import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { SOON } from "../interrupts/soon";
import { type PulumiDo, pulumiDo } from "./pulumiDo";

/** Returns the JSON that a command printed after its progress. */
function jsonIn(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.slice(stdout.search(/^\{$/m)));
}

describe("`pulumi do`, without a program,", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let shell: PulumiDo;
  const actions = () => emulator.requests().map(({ action }) => action);
  const GATE = ["--stateless", "alicloud-dbs:DownloadTasksGate", "create", "--yes", "--instance-name", "rm-1"];
  const START = ["--stateless", "--output", "json", "alicloud-dbs:DownloadTask", "create", "--yes"];
  const EXPORT = { inputs: 'instanceName = "rm-1"\nbackupSetId = "146005"\nformat = "csv"\n' };

  before(async () => {
    emulator = await startEmulator({
      scenario: {
        ...scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }),
        exports: { lives: [{ running: 3600 }] },
      },
    });
    shell = await pulumiDo({
      ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
      ALIBABA_CLOUD_REGION_ID: "cn-hangzhou",
      ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
    });
  });
  beforeEach(() => emulator.reset());
  after(async () => {
    shell?.remove();
    await emulator?.close();
  });

  it("prints the list of an instance as JSON, and ends with 0", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: -60 }), exportTask("dt-b", { endsIn: 60 })]);
    const { code, stdout, stderr } = await shell.run(["alicloud-dbs:getDownloadTasks", "--instance-name", "rm-1"]);
    assert.equal(code, 0, stderr);
    const { ids, regionCode } = jsonIn(stdout);
    assert.deepEqual([(ids as string[]).sort(), regionCode], [["dt-a", "dt-b"], "cn-hangzhou"]);
  });

  it("starts an export once: a second run while it is unfinished adopts it", async () => {
    const first = await shell.run(START, EXPORT);
    assert.equal(first.code, 0, first.stderr);
    const { taskId, adopted } = jsonIn(first.stdout);
    assert.equal(adopted, false);
    assert.match(first.stdout, new RegExp(`DownloadTask: started ${taskId}`));
    const second = await shell.run(START, EXPORT);
    assert.deepEqual([jsonIn(second.stdout).taskId, jsonIn(second.stdout).adopted], [taskId, true]);
    assert.equal(actions().filter((action) => action === "CreateDownload").length, 1);
  });

  it("waits at a gate with a line for each look, and ends with 0 when it opens", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    let isEnded = false;
    const { code, stdout, stderr } = await shell.run([...GATE, "--poll-interval", "1s"], {
      onOutput: (text) => {
        if (isEnded || !text.includes("DownloadTasksGate: 0 of 1 finished: dt-a")) return;
        isEnded = true;
        emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
      },
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout + stderr, /DownloadTasksGate: open after .*: dt-a finished/);
  });

  it("ends with 1 and the kind in brackets if an export failed or is not ready in time", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: -1, outcome: "failed" })]);
    const failed = await shell.run(GATE);
    assert.equal(failed.code, 1);
    assert.match(failed.stdout + failed.stderr, /error: \[taskFailed\] DownloadTasksGate: .*dt-a failed/);
    emulator.addTasks([exportTask("dt-a", { endsIn: 60 })]);
    const late = await shell.run([...GATE, "--timeout", "0"]);
    assert.equal(late.code, 1);
    assert.match(late.stdout + late.stderr, /error: \[timeout\] DownloadTasksGate: /);
  });

  it("hides the link of an export unless it is asked to show secrets", async () => {
    emulator.addTasks([{ ...exportTask("dt-a", { endsIn: -60 }), targetType: "URL" }]);
    const LINK = ["alicloud-dbs:getDownloadUrl", "--instance-name", "rm-1", "--task-id", "dt-a"];
    const hidden = await shell.run(LINK);
    assert.deepEqual([hidden.code, jsonIn(hidden.stdout).publicUrl], [0, "[secret]"], hidden.stderr);
    assert.doesNotMatch(hidden.stdout + hidden.stderr, /_files/);
    const shown = await shell.run(["--show-secrets", ...LINK]);
    assert.match(String(jsonIn(shown.stdout).publicUrl), /^http.*dt-a/);
  });

  it("ends at Ctrl-C, and its plugin sends nothing more", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { code, signal } = await shell.run([...GATE, "--poll-interval", "200ms"], {
      onOutput: (text, interrupt) => {
        if (text.includes("DownloadTasksGate: 0 of 1 finished")) interrupt();
      },
    });
    assert.deepEqual([code, signal], [null, "SIGINT"]);
    // A plugin that lived on would look five times a second.
    const ended = Date.now();
    do {
      assert.ok(Date.now() - ended < SOON, "the plugin goes on looking");
      emulator.clearRequests();
      await sleep(1_000);
    } while (actions().length > 0);
  });
});
