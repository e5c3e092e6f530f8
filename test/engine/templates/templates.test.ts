import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { linkPackages, type NewProject, newProject } from "./newProject";

const ROOT = join(__dirname, "../../..");
const NAMES = ["--name", "my-export", "--description", "My own export"];

describe("a project that `pulumi new` makes from a template", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let project: NewProject | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  beforeEach(() => {
    emulator.reset();
    // Whatever does not wait for the gate finds the export unfinished.
    emulator.setExportRules({ lives: [{ running: 3600 }] });
  });
  afterEach(() => project?.remove());
  after(() => emulator?.close());

  const variables = () => ({
    ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
    ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
    // Pulumi's own host for Node.js says this, from the options of the runtime in Pulumi.yaml.
    PULUMI_NODEJS_TYPESCRIPT: "true",
    // The test compiles the program itself.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  });
  /** Returns what lets the hour of the export pass when the gate's row says that it waits. */
  const letTheHourPass = () => {
    let hasPassed = false;
    return (output: string) => {
      if (hasPassed || !output.includes("0 of 1 finished")) return;
      hasPassed = true;
      emulator.advance("1h");
    };
  };
  const read = (file: string) => readFileSync(join(project?.folder ?? "", file), "utf8");
  const actions = () => emulator.requests().map(({ action }) => action);

  it("in YAML has its name, its settings and no trace of the template, and exports and waits", async () => {
    const settings = ["instanceName=rm-1", "backupSetId=146005", "bucket=my-exports"];
    const args = [...NAMES, "--stack", "dev", ...settings.flatMap((setting) => ["--config", setting])];
    project = await newProject("yaml", args, variables());
    assert.match(read("Pulumi.yaml"), /^name: my-export\ndescription: My own export\nruntime: yaml\n/);
    assert.doesNotMatch(read("Pulumi.yaml"), /^template:|\$\{(PROJECT|DESCRIPTION)\}/m);
    const kept = read("Pulumi.dev.yaml");
    const expected = ["alicloud-dbs:region: cn-hangzhou", 'my-export:backupSetId: "146005"', "my-export:path: exports"];
    for (const line of expected) assert.ok(kept.includes(line), kept);

    const preview = await project.pulumi("preview");
    assert.match(preview, /orders: would start an export of 146005 as csv to oss:\/\/my-exports\/exports/);
    assert.ok(!actions().includes("CreateDownload"));
    const up = await project.up(letTheHourPass());
    assert.match(up, /orders-ready: open after .*: dt-started-1 finished/);
    assert.match(up, /exportPath *: "oss:\/\/my-exports\/exports"\n *state *: "finished"/);
  });

  it("in TypeScript compiles in strict mode, and loads the export after the gate has opened", async () => {
    project = await newProject("typescript", [...NAMES, "--generate-only"], variables());
    const { folder, pulumi } = project;
    const files = [".gitignore", "Pulumi.yaml", "index.ts", "loader.ts", "package.json", "tsconfig.json"];
    assert.deepEqual(readdirSync(folder).sort(), files);
    assert.match(read("Pulumi.yaml"), /^name: my-export\ndescription: My own export\n/);
    assert.doesNotMatch(read("Pulumi.yaml"), /^template:/m);
    assert.equal(JSON.parse(read("package.json")).name, "my-export");
    assert.equal(read(".gitignore"), "node_modules/\nbin/\n", "the stack's configuration belongs in the repository");

    linkPackages(folder);
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const compile = () => spawnSync(process.execPath, [compiler, "--noEmit"], { cwd: folder, encoding: "utf8" });
    assert.deepEqual([compile().stdout, compile().status], ["", 0]);

    await pulumi("stack", "init", "dev");
    const settings = ["alicloud-dbs:region=cn-hangzhou", "instanceName=rm-1", "backupSetId=146005"];
    await pulumi("config", "set-all", ...settings.flatMap((setting) => ["--plaintext", setting]));
    const preview = await pulumi("preview");
    assert.match(preview, /orders: would start an export of 146005 as csv to a download URL/);
    const up = await project.up(letTheHourPass());
    assert.match(up, /orders-ready: open after .*: dt-started-1 finished/);
    assert.match(up, /bytes *: 20\n/);
    assert.doesNotMatch(up, /Signature=|OSSAccessKeyId/);

    const program = read("index.ts");
    writeFileSync(join(folder, "index.ts"), program.replace("taskRetries: 2", 'taskRetries: "2"'));
    assert.match(compile().stdout, /index\.ts\(\d+,\d+\): error TS2322/);
  });
});
