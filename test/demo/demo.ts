import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { exportBackupSet } from "../../examples/export/exportBackupSet";
import program from "../../examples/gate/index";
import { readScenario } from "../../sdk/emulator/reading/readScenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { type EngineOperation, TemporaryStack } from "../engine/temporaryStack";

/*
 * Runs the examples on the real engine with the emulated service, and leaves nothing behind. The first scene is the
 * program in the root Pulumi.yaml: preview, up, up again and destroy. The second one is an export that fails once.
 */

const root = join(__dirname, "..", "..");
const SCENARIO = join(root, "test/emulator/scenarios/three-tasks.json");
const say = (text: string) => console.log(text);
const title = (text: string) => say(`\n━━━ ${text} ${"━".repeat(Math.max(0, 90 - text.length))}\n`);

async function main(): Promise<void> {
  const cli = await ensurePulumiCli({ environment: process.env, report: say });
  const emulator = await startEmulator({ scenario: readScenario(JSON.parse(readFileSync(SCENARIO, "utf8"))) });
  const stack = await TemporaryStack.create({
    cli,
    program: program as PulumiFn,
    projectFile: join(root, "Pulumi.yaml"),
    stackName: "demo",
    config: {
      "alicloud-dbs:endpoint": { value: emulator.url },
      "alicloud-dbs:accessKey": { value: "demo-key", secret: true },
      "alicloud-dbs:secretKey": { value: "demo-secret", secret: true },
      taskIds: { value: "dt-orders,dt-customers,dt-invoices" },
      pollInterval: { value: "2s" },
    },
  });
  const manifest = join(stack.directory, "exports.json");
  await stack.stack.setConfig("manifestPath", { value: manifest });
  const run = async (operation: EngineOperation, other?: PulumiFn) => {
    const before = emulator.requests().length;
    await stack.run(operation, {
      ...(other && { program: other }),
      onOutput: (text) => process.stdout.write(text),
    });
    say(`requests to the service: ${emulator.requests().length - before}`);
  };
  /** An export that fails for lack of resources, as exports do now and then, and succeeds when it is retried. */
  const exportScene = async () => {
    emulator.setExportRules({ lives: [{ running: 3, outcome: "failed", retries: [{ running: 3 }] }] });
    const exporting: PulumiFn = async () =>
      exportBackupSet({
        instanceName: "rm-orders",
        backupSet: { backupId: "b-1", backupSize: String(400 * 2 ** 30) },
        bucket: "demo-exports",
        path: "orders",
        timeout: "10m",
        pollInterval: "2s",
        manifestPath: manifest,
      });
    title("a second program starts an export. pulumi preview: what would it do, and what does it cost?");
    await run("preview", exporting);
    title("pulumi up: the export fails, the gate retries it, and opens when it is finished");
    await run("up", exporting);
    title("pulumi destroy: the export is forgotten, not deleted");
    await run("destroy");
  };
  say(
    `The offline DBS service is running at ${emulator.url}. The Pulumi CLI is ${cli.command}, version ${cli.version}.`,
  );
  try {
    title("pulumi preview: what would the gate do?");
    await run("preview");
    title("pulumi up: the gate waits until all three exports are finished (Ctrl-C ends the wait)");
    await run("up");
    title("the manifest that the dependent resource wrote after the gate had opened");
    say(readFileSync(manifest, "utf8"));
    title("pulumi up again: the gate is open, so there is nothing to do");
    await run("up");
    title("pulumi destroy");
    await run("destroy");
    say(`the manifest is ${existsSync(manifest) ? "still there" : "gone"}`);
    await exportScene();
  } finally {
    await emulator.close();
    await stack.dispose();
  }
}

main().catch((error: Error) => {
  // A CommandError's message only repeats the engine's output, which has already been printed.
  const reason = error.name === "CommandError" ? "see the engine's output above" : error.message.split("\n")[0];
  console.error(`\nThe demo failed: ${reason}`);
  process.exitCode = 1;
});
