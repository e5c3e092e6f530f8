import assert from "node:assert/strict";
import { type PluginServer, startServer } from "../../../provider/plugin/startServer";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { READERS_OWN } from "../../docs/readersOwn";
import { snippetsIn } from "../../docs/snippets";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import type { ProgramStack } from "../languages/programStack";
import { WORD_TASKS } from "../languages/wordPreviews";
import { yamlStack } from "../yaml/yamlStack";
import { pluginConfig } from "./pluginTests";

/** A program like those of the documentation. It shows that a wrong one is refused, even if no page has a program. */
const SAMPLE = `name: sample
runtime: yaml
config:
  instanceName:
    type: string
resources:
  ready:
    type: alicloud-dbs:DownloadTasksGate
    properties:
      instanceName: \${instanceName}
outputs:
  summary: \${ready.summary}
`;

const PROGRAMS = [
  { where: "a sample", code: SAMPLE },
  ...snippetsIn("yaml").filter(({ code }) => /^runtime: yaml$/m.test(code)),
];

describe("the programs in YAML in the documentation", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let plugin: PluginServer;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    emulator.addTasks(WORD_TASKS);
    plugin = await startServer({}, "provider/plugin");
  });
  after(() => {
    plugin?.stop();
    return emulator?.close();
  });
  afterEach(() => stack?.remove());

  const preview = async (program: string) => {
    const own = Object.entries(READERS_OWN.config).map(([key, value]) => [key, { value }]);
    const config = { ...Object.fromEntries(own), ...pluginConfig(emulator.url) };
    stack = await yamlStack({ program, pluginPort: plugin.port, config });
    return await stack.run("preview");
  };

  for (const { where, code } of PROGRAMS) {
    it(`of ${where} can be previewed`, async () => {
      const { output, error } = await preview(code);
      assert.equal(error, undefined, output);
    });
  }

  it("are refused if they name an output that does not exist", async () => {
    const { output, error } = await preview(SAMPLE.replace("ready.summary", "ready.summery"));
    assert.ok(error);
    assert.match(output, /summery does not exist on ready/);
  });
});
