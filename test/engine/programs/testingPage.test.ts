import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { readScenario } from "../../../sdk/emulator/reading/readScenario";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { snippetsIn } from "../../docs/snippets";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { languageHostFolder } from "./languageHostFolder";

const ROOT = join(__dirname, "../../..");
const SCENARIO = "test/emulator/scenarios/three-tasks.json";
const BLOCKS = snippetsIn("shell").flatMap(({ page, code }) => (page === "docs/testing.md" ? [code] : []));

/** Returns the shell snippet of docs/testing.md that holds a text. */
const blockWith = (text: string) => BLOCKS.find((code) => code.includes(text)) ?? "";

describe("the commands for your own `pulumi up` in docs/testing.md, in a folder that looks like a clone,", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let clone: string;
  let state: string;
  let env: Record<string, string | undefined>;

  before(async () => {
    const scenario = readScenario(JSON.parse(readFileSync(join(ROOT, SCENARIO), "utf8")));
    emulator = await startEmulator({ scenario });
    // The page says that the exports of the scenario are finished by now.
    emulator.advance("10m");
    const cli = await ensurePulumiCli({ environment: process.env, report: console.log });
    clone = mkdtempSync(join(tmpdir(), "clone-"));
    for (const name of ["Pulumi.yaml", "package.json", "tsconfig.json", "examples/gate"]) {
      cpSync(join(ROOT, name), join(clone, name), { recursive: true });
    }
    for (const name of ["node_modules", "dist"]) symlinkSync(join(ROOT, name), join(clone, name));
    const own = join(clone, "own");
    mkdirSync(own);
    const { PULUMI_BACKEND_URL, ...engine } = engineEnvironment({ directory: own, inherited: process.env });
    state = PULUMI_BACKEND_URL ?? "";
    const PATH = [dirname(cli.command), languageHostFolder(own), engine.PATH].join(delimiter);
    // Pulumi's own host for Node.js says this, from the options of the runtime in Pulumi.yaml.
    const typescript = { PULUMI_NODEJS_TYPESCRIPT: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    env = { ...process.env, ...engine, ...typescript, PATH, TMPDIR: own, PULUMI_BACKEND_URL: undefined };
  });
  after(async () => {
    await emulator?.close();
    if (clone !== undefined) rmSync(clone, { recursive: true, force: true });
  });

  /**
   * Runs commands in one shell, which ends at the first that fails. Pulumi asks nothing. It keeps the state of a local
   * login in the user's home, whatever HOME says, so the login is one to a folder of this test.
   */
  const run = async (commands: string) => {
    const script = commands
      .replaceAll("http://127.0.0.1:8280", emulator.url)
      .replace("pulumi login --local", `pulumi login ${state}`)
      .replace(/pulumi up$/gm, "pulumi up --yes");
    const own = `export PULUMI_CONFIG_PASSPHRASE=demo\n${script}`;
    return await promisify(execFile)("bash", ["-e", "-o", "pipefail", "-c", own], { cwd: clone, env });
  };

  it("start the service with a scenario that exists", () => {
    assert.ok(blockWith("three-tasks").includes(`npm run emulator -- --port 8280 --scenario ${SCENARIO}\n`));
  });

  it("open the gate on the newest export, and then wait for one that is added", async () => {
    const { stdout: first } = await run(blockWith("pulumi login --local"));
    assert.match(first, /export-ready: open after .*: dt-invoices finished/);
    // An export of the page takes a minute, and this one a second.
    const { stdout: second } = await run(blockWith("buildId").replace('"running":60', '"running":1'));
    assert.match(second, /export-ready: open after .*: dt-new finished/);
  });
});
