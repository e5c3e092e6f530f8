import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { languageStack } from "../engine/languages/languageStack";
import type { ProgramStack } from "../engine/languages/programStack";
import { pluginConfig } from "../engine/plugin/pluginTests";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { PIPELINES } from "./readPipelines";

const SCRIPT = join(PIPELINES, "exit-by-kind.sh");

describe("exit-by-kind.sh, with what the engine prints of a program in Python,", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let folder: string;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  beforeEach(() => {
    emulator.reset();
    folder = mkdtempSync(join(tmpdir(), "python-"));
  });
  afterEach(() => {
    stack?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  after(() => emulator?.close());

  /** Runs a program that must fail. Returns what the script makes of its output, and the output. */
  async function failing(lines: string): Promise<[code: number | null, output: string]> {
    const program = join(folder, "__main__.py");
    writeFileSync(program, `import pulumi_alicloud_dbs as dbs\n\n${lines}\n`);
    stack = await languageStack({ language: "python", program, config: pluginConfig(emulator.url) });
    const { output, error } = await stack.run("up");
    assert.ok(error, output);
    writeFileSync(join(folder, "output"), output);
    const { status } = spawnSync(SCRIPT, ["bash", "-c", 'cat "$0"; exit 255', join(folder, "output")]);
    return [status, output];
  }
  const GATE = 'dbs.DownloadTasksGate("ready", instance_name="rm-1", timeout="0")';

  it("ends with 75 if a gate is not ready", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const [code, output] = await failing(GATE);
    assert.match(output, /\[timeout\] ready: /);
    assert.equal(code, 75, output);
  });

  it("ends with the command's own code if an export failed", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    const [code, output] = await failing(GATE);
    assert.match(output, /\[taskFailed\] ready: /);
    assert.equal(code, 255, output);
  });

  // Python shows a failed read as a trace of the program, like a mistake in it.
  it("ends with the command's own code if a read was not answered", async () => {
    emulator.addFaults([{ action: "DescribeDownloadTask", status: 503, times: 99 }]);
    const [code, output] = await failing('dbs.get_download_tasks(instance_name="rm-1", max_retries=0)');
    assert.match(output, /\[unavailable\] /);
    assert.equal(code, 255, output);
  });
});
