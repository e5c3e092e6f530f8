import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { testRuns } from "../../support/testRuns";
import { KEY_ID, SECRET } from "../gateStack";
import { pluginFolder } from "../plugin/pluginFolder";
import { pluginConfig } from "../plugin/pluginTests";
import { yamlStack } from "../yaml/yamlStack";
import { languageStack } from "./languageStack";
import type { ProgramStack } from "./programStack";
import { untilEnd } from "./untilEnd";

const YAML = join(__dirname, "../../../examples/yaml/Pulumi.yaml");

/** The promise is one second, which a long run measures on an idle machine. Otherwise there is room for a busy one. */
const SOON = testRuns(30_000, 1_000);

describe("Ctrl-C while the gate of an example waits", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  after(() => emulator?.close());
  beforeEach(() => emulator.reset());
  afterEach(() => stack?.remove());

  const settings = () => ({
    ...pluginConfig(emulator.url),
    instanceName: { value: "rm-1" },
    pollInterval: { value: "200ms" },
  });
  const open = {
    yaml: () => yamlStack({ program: readFileSync(YAML, "utf8"), path: [pluginFolder()], config: settings() }),
    python: () => languageStack({ language: "python", config: settings() }),
  };

  for (const [language, make] of Object.entries(open)) {
    it(`ends the up soon in ${language}, says how far the task was, and leaves a clean state`, async () => {
      const times: number[] = [];
      for (let run = 0; run < testRuns(3, 20); run++) {
        emulator.reset();
        emulator.setExportRules({ lives: [{ running: 3600 }] });
        stack?.remove();
        stack = await make();
        const child = stack.start("up");
        let [printed, interrupted] = ["", 0];
        const { output, error } = await untilEnd(child, (text) => {
          printed += text;
          if (interrupted > 0 || !printed.includes("orders-ready: 0 of 1 finished")) return;
          interrupted = performance.now();
          process.kill(-(child.pid as number), "SIGINT");
        });
        times.push(Math.round(performance.now() - interrupted));
        assert.ok(interrupted > 0 && error !== undefined, output);
        assert.match(
          output,
          /\[cancelled\] orders-ready: .*cancelled after .*Last seen: 0 of 1 finished: dt-started-1/,
        );
        const { resources, pending_operations: pending = [] } = JSON.parse(stack.stateText()).checkpoint.latest;
        const kept = resources.map(({ type }: { type: string }) => type.split(":")[2]);
        assert.deepEqual(pending, []);
        assert.ok(kept.includes("DownloadTask") && !kept.includes("DownloadTasksGate"), kept.join());
      }
      assert.ok(Math.max(...times) < SOON, `milliseconds: ${times.join(", ")}`);
      console.log(`      milliseconds from the signal to the end of the process: ${times.join(", ")}`);
    });
  }
});
