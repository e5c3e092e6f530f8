import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { writeDocPrograms } from "../../support/docPrograms";
import { exportTask } from "../../support/tasks/exportTask";
import { useGates } from "../gateTests";
import { Marker } from "../marker";

const root = join(__dirname, "..", "..", "..");
const urn = (name: string, type = "test:Marker") => `urn:pulumi:test::test::pulumi-nodejs:dynamic/${type}::${name}`;
const GATE = urn("gate", "alicloud-dbs:DownloadTasksGate");

/** Loads a program file anew, as each run of the CLI does. */
function load(file: string): Record<string, unknown> {
  delete require.cache[require.resolve(file)];
  return require(file) as Record<string, unknown>;
}

describe("a run that leaves a gate out, on the real engine", function () {
  this.timeout(1_800_000);
  const tests = useGates();
  const { run, gates } = tests;

  /** Runs a first `up` that targets nothing but a resource beside the program's own. */
  const runBeside = async (program: PulumiFn) =>
    await run(
      "up",
      async () => {
        new Marker("other", {});
        return await program();
      },
      { target: [urn("other")] },
    );

  it("does not fail the programs of README and docs that have a gate", async () => {
    const folder = join(tests.stack.directory, "docs");
    const modules = join(folder, "node_modules");
    mkdirSync(modules, { recursive: true });
    symlinkSync(root, join(modules, "pulumi-alicloud-dbs"));
    symlinkSync(join(root, "node_modules", "@pulumi"), join(modules, "@pulumi"));
    // Programs with an explicit provider need the plugin; see test/engine/hosts/docPrograms.test.ts.
    const programs = writeDocPrograms(folder, 'const instanceName = "rm-1";\n').filter(
      ({ code }) => code.includes("new dbs.DownloadTasksGate(") && !code.includes("new dbs.Provider("),
    );
    assert.ok(programs.length >= 5, `${programs.length} programs`);
    await tests.stack.stack.setConfig("exportStartedAt", { value: "2026-11-24T08:00:00Z" });
    await tests.stack.stack.setConfig("backupSetId", { value: "146005" });
    process.env.BUILD_ID = "1";
    try {
      for (const { file, isFragment } of programs) {
        const { error, output } = await runBeside(async () => {
          const { fragment, ...outputs } = load(file);
          return isFragment ? await (fragment as () => Promise<void>)() : outputs;
        });
        assert.deepEqual([error, gates()], [undefined, []], `${basename(file)}\n${output}`);
        tests.stack.forget();
      }
    } finally {
      delete process.env.BUILD_ID;
    }
  });

  it("does not fail the example programs", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const settings = { instanceName: "rm-1", timeout: "6h", pollInterval: "60s", manifestPath: "none.json" };
    for (const [name, value] of Object.entries(settings)) await tests.stack.stack.setConfig(name, { value });
    const gate = await runBeside(load(join(root, "examples/gate/index.ts")) as unknown as PulumiFn);
    assert.deepEqual([gate.error, gates()], [undefined, []], gate.output);
    const list = await runBeside(async () => load(join(root, "examples/list/index.ts")));
    assert.equal(list.error, undefined, list.output);
    assert.match(list.output, /\[0\]: "dt-a"/);
  });

  it("passes a gate that should open anew, and so does the run after a failed up --replace, as the docs say", async () => {
    let build = 1;
    const program = async () => {
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", triggers: [build] });
      new Marker("other", { build });
    };
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    assert.equal((await run("up", program)).error, undefined);
    const id = gates()[0]?.id;
    tests.emulator.updateTask("dt-a", { outcome: "failed" });

    const replaced = await run("up", program, { replace: [GATE] });
    assert.match(replaced.output, /\[taskFailed\]/);
    const plain = await run("up", program);
    assert.deepEqual([plain.error, plain.requests, gates()[0]?.id], [undefined, 0, id]);

    const { pulumiCommand, workDir, envVars } = tests.stack.stack.workspace as unknown as {
      pulumiCommand: { run(args: string[], cwd: string, env: Record<string, string>): Promise<unknown> };
      workDir: string;
      envVars: Record<string, string>;
    };
    await pulumiCommand.run(["state", "taint", "--yes", "--stack", "test", GATE], workDir, envVars);
    for (const attempt of [1, 2]) {
      assert.match((await run("up", program)).output, /\[taskFailed\]/, `attempt ${attempt} after a taint`);
    }
    build = 2;
    const targeted = await run("up", program, { target: [urn("other")] });
    assert.deepEqual([targeted.error, targeted.requests, gates()[0]?.id], [undefined, 0, id]);
    assert.match((await run("up", program)).output, /\[taskFailed\]/);
  });
});
