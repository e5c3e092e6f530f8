import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { EXAMPLES } from "../../../sdk/generate/schema/examples";
import type { Emulator } from "../../emulator/emulator";
import { startEmulator } from "../../emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { pluginConfig } from "../plugin/pluginTests";
import { languageStack } from "./languageStack";
import type { ProgramStack } from "./programStack";
import { WORD_PREVIEWS, WORD_TASKS } from "./wordPreviews";

const ROOT = join(__dirname, "../../..");

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
    const folder = mkdtempSync(join(tmpdir(), "words-"));
    try {
      const module = readFileSync(join(ROOT, "examples/go/go.mod"), "utf8");
      writeFileSync(join(folder, "go.mod"), module.replace("../../sdk/go", join(ROOT, "sdk/go")));
      cpSync(join(ROOT, "examples/go/go.sum"), join(folder, "go.sum"));
      const programs = Object.keys(WORD_PREVIEWS).map((word) => join(EXAMPLES, word));
      for (const example of [...programs, join(ROOT, "examples/workflow")]) {
        mkdirSync(join(folder, basename(example)));
        cpSync(join(example, "main.go"), join(folder, basename(example), "main.go"));
      }
      // `go list -export` compiles as `go build` does, and does not link. With these flags it finds what was compiled for
      // the example in Go.
      const args = ["list", "-export", "-mod=readonly", "-trimpath", "-f", "{{.Name}}", "./..."];
      const compile = () => promisify(execFile)("go", args, { cwd: folder, env: { ...process.env, GOWORK: "off" } });
      assert.equal((await compile()).stdout, "main\n".repeat(programs.length + 1));
      const wrong = join(folder, "DownloadTask/main.go");
      writeFileSync(wrong, readFileSync(wrong, "utf8").replace("InstanceName:", "InstanceNames:"));
      await assert.rejects(compile(), /unknown field InstanceNames/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
