import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { EXAMPLES } from "../../../sdk/generate/schema/examples";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { pluginConfig } from "../plugin/pluginTests";
import { goPrograms } from "./goPrograms";
import { languageStack } from "./languageStack";
import type { ProgramStack } from "./programStack";
import { WORD_PREVIEWS, WORD_TASKS } from "./wordPreviews";

describe("the schema's example of each word", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    emulator.addTasks(WORD_TASKS);
  });
  after(() => emulator?.close());
  afterEach(() => stack?.remove());

  for (const [word, told] of Object.entries(WORD_PREVIEWS)) {
    it(`of ${word} previews in Python`, async () => {
      const program = join(EXAMPLES, word, "__main__.py");
      stack = await languageStack({ language: "python", program, config: pluginConfig(emulator.url) });
      const { output, error } = await stack.run("preview");
      assert.equal(error, undefined, output);
      assert.match(output, told);
    });
  }

  it("compiles in Go, and so does the program that README shows", async () => {
    const examples = Object.keys(WORD_PREVIEWS).map((word) => join(EXAMPLES, word));
    const programs = goPrograms();
    try {
      for (const example of [...examples, join(EXAMPLES, "../workflow")]) {
        programs.write(`${basename(example)}/main.go`, readFileSync(join(example, "main.go"), "utf8"));
      }
      assert.deepEqual(await programs.compile(), Array(examples.length + 1).fill("main"));
      const right = readFileSync(join(EXAMPLES, "DownloadTask/main.go"), "utf8");
      programs.write("DownloadTask/main.go", right.replace("InstanceName:", "InstanceNames:"));
      await assert.rejects(programs.compile(), /unknown field InstanceNames/);
    } finally {
      programs.remove();
    }
  });
});
