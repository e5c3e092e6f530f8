import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { readScenario } from "../../../sdk/emulator/reading/readScenario";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { ensureYamlHost } from "../yaml/yamlHost";
import { pluginFolder } from "./pluginFolder";

const root = join(__dirname, "../../..");
const SCENARIO = "test/emulator/scenarios/one-export.json";
const ADDRESS = "http://127.0.0.1:8280";

/** Returns the blocks of shell commands in a section of README. */
function commandsOf(heading: string): string[] {
  const [, section = ""] = readFileSync(join(root, "README.md"), "utf8").split(`\n## ${heading}\n`);
  const [text = ""] = section.split(/^## /m);
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, commands = ""]) => commands);
}

describe("the shell commands of README, in a folder that looks like a clone,", function () {
  this.timeout(1_800_000);
  const [service = "", withoutCloud = ""] = commandsOf("Run it without the cloud");
  const [withoutProgram = ""] = commandsOf("Without a program");
  let emulator: Emulator;
  let directory: string;
  let env: Record<string, string | undefined>;

  before(async () => {
    const scenario = readScenario(JSON.parse(readFileSync(join(root, SCENARIO), "utf8")));
    emulator = await startEmulator({ scenario });
    const options = { environment: process.env, report: console.log };
    const cli = await ensurePulumiCli(options);
    const yamlHost = await ensureYamlHost(cli.command, options);
    directory = mkdtempSync(join(tmpdir(), "readme-"));
    mkdirSync(join(directory, "dist"));
    symlinkSync(pluginFolder(), join(directory, "dist/plugin"));
    const engine = engineEnvironment({ directory, inherited: process.env });
    const PATH = [dirname(cli.command), dirname(yamlHost), engine.PATH].join(delimiter);
    env = { ...process.env, ...engine, PATH, TMPDIR: directory, PULUMI_DISABLE_REGISTRY_RESOLVE: "true" };
  });
  beforeEach(() => {
    emulator.reset();
    emulator.setExportRules({ lives: [{ running: 1 }] });
    cpSync(join(root, "examples/workflow/Pulumi.yaml"), join(directory, "examples/workflow/Pulumi.yaml"));
  });
  after(async () => {
    await emulator?.close();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  /** Runs commands in one shell, which ends at the first that fails. Pulumi asks nothing. */
  const run = async (commands: string) => {
    const script = commands.replaceAll(ADDRESS, emulator.url).replace(/pulumi up/g, "pulumi up --yes");
    return await promisify(execFile)("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: directory, env });
  };
  const settings = () => withoutCloud.replace(/^\(cd .*\n/m, "");

  it("start the service with a scenario whose exports take as long as README says", () => {
    const [life = {}] = readScenario(JSON.parse(readFileSync(join(root, SCENARIO), "utf8"))).exports?.lives ?? [];
    const seconds = (life.initializing ?? 0) + (life.queueing ?? 0) + (life.running ?? 0);
    assert.match(readFileSync(join(root, "README.md"), "utf8"), new RegExp(`takes ${seconds} seconds`));
    assert.equal(service, `npm run emulator -- --port 8280 --scenario ${SCENARIO}\n`);
  });

  it("run the program in YAML, which starts an export and waits for it", async () => {
    const { stdout } = await run(withoutCloud);
    assert.match(stdout, /orders: started dt-started-1/);
    assert.match(stdout, /orders-ready: open after .*: dt-started-1 finished/);
    assert.match(stdout, /summary: "dt-started-1 finished/);
  });

  it("start an export, wait for it, list it and get its link without a program", async () => {
    const { stdout } = await run(settings() + withoutProgram);
    assert.match(stdout, /DownloadTask: started dt-started-1/);
    assert.match(stdout, /DownloadTasksGate: open after .*: dt-started-1 finished/);
    assert.match(stdout, /"ids": \[\s+"dt-started-1"\s+\]/);
    assert.match(stdout, /"publicUrl": "http:\/\/127\.0\.0\.1:\d+\/_files\/dt-started-1\//);
    const sent = emulator.requests().map(({ action }) => action);
    assert.equal(sent.filter((action) => action === "CreateDownload").length, 1);
  });
});
