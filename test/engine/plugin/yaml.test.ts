import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PluginServer, startServer } from "../../../provider/plugin/startServer";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { exportsInTurn } from "../languages/exportsInTurn";
import type { ProgramStack } from "../languages/programStack";
import { WORD_PREVIEWS, WORD_TASKS } from "../languages/wordPreviews";
import { yamlStack } from "../yaml/yamlStack";
import { pluginConfig } from "./pluginTests";

const EXAMPLES = join(__dirname, "../../../examples");
const CREATE = "CreateDownload";

describe("a program in YAML, run by Pulumi's host for YAML", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let plugin: PluginServer;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  after(() => emulator?.close());
  beforeEach(async () => {
    emulator.reset();
    plugin = await startServer({}, "provider/plugin");
  });
  afterEach(() => {
    stack?.remove();
    plugin.stop();
  });

  const actions = () => emulator.requests().map(({ action }) => action);
  const example = (file: string) => readFileSync(join(EXAMPLES, file), "utf8");
  const open = async (program: string, config: Record<string, string> = {}) => {
    stack = await yamlStack({
      program,
      pluginPort: plugin.port,
      config: {
        ...pluginConfig(emulator.url),
        ...Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])),
      },
    });
    return stack;
  };

  it("starts an export, waits for it at the gate with live lines, and only then starts what depends on the gate", async () => {
    const settings = { instanceName: "rm-1", pollInterval: "200ms" };
    await exportsInTurn(emulator, await open(example("yaml/Pulumi.yaml"), settings));
  });

  it("shows the reason of a failed gate in its row, and starts nothing that depends on it", async () => {
    const program = example("yaml/Pulumi.yaml").replace("taskRetries: 2", "taskRetries: 0");
    const { run, stateText } = await open(program, { instanceName: "rm-2", pollInterval: "200ms" });
    emulator.setExportRules({ lives: [{ running: 0, outcome: "failed" }] });
    const { output, error } = await run("up");
    assert.ok(error);
    assert.match(output, /\[taskFailed\] orders-ready: .*dt-started-1 failed/);
    assert.equal(actions().filter((action) => action === CREATE).length, 1);
    assert.deepEqual(JSON.parse(stateText()).checkpoint.latest.pending_operations ?? [], []);
  });

  for (const [word, told] of Object.entries(WORD_PREVIEWS)) {
    it(`previews the example of ${word} that the schema shows`, async () => {
      const { run } = await open(example(`words/${word}/Pulumi.yaml`));
      emulator.addTasks(WORD_TASKS);
      const { output, error } = await run("preview");
      assert.equal(error, undefined, output);
      assert.match(output, told);
    });
  }
});
