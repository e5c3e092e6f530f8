import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as tar from "tar";
import { PACKAGE_VERSION } from "../../provider/core/packageVersion";
import { buildArchive } from "../../provider/release/buildArchive";
import { NODE_RUNTIME } from "../../provider/release/nodeRuntime";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { engineEnvironment } from "../engine/engineEnvironment";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { installPlugin } from "../engine/plugin/installPlugin";
import { pluginFolder } from "../engine/plugin/pluginFolder";
import { pluginConfig } from "../engine/plugin/pluginTests";
import { yamlStack } from "../engine/yaml/yamlStack";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { ensureReleaseNode } from "./ensureReleaseNode";

const ROOT = join(__dirname, "../..");
const PROGRAM = "pulumi-resource-alicloud-dbs";

describe("the archive of a release for this machine", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let folder: string;
  let archive: string;
  before(async function () {
    const node = await ensureReleaseNode();
    if (node === undefined) return this.skip();
    folder = mkdtempSync(join(tmpdir(), "release-"));
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    const { file } = await buildArchive({
      platform: node.platform,
      version: PACKAGE_VERSION,
      plugin: pluginFolder(),
      node: node.folder,
      builder: join(node.folder, "node"),
      documents: [join(ROOT, "LICENSE")],
      output: folder,
    });
    archive = join(folder, file);
  });
  after(async () => {
    await emulator?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it("holds the program, its scripts, Node.js and the licences, and the scripts are small", async () => {
    const names: string[] = [];
    await tar.list({ file: archive, onReadEntry: ({ path }) => names.push(path) });
    const licences = ["LICENSE", "LICENSE.node", "LICENSE.packages"];
    const scripts = readdirSync(pluginFolder()).filter((file) => file.endsWith(".js"));
    assert.deepEqual([...names].sort(), [...licences, ...scripts, "node", PROGRAM, "schema.json"].sort());
    const bytes = scripts.map((file) => statSync(join(pluginFolder(), file)).size);
    assert.ok(bytes.reduce((sum, each) => sum + each) <= 3_000_000, String(bytes));
  });

  it("starts with its own Node.js, whatever `node` is on PATH", async () => {
    const [unpacked, bin] = ["unpacked", "bin"].map((name) => join(folder, name)) as [string, string];
    for (const each of [unpacked, bin]) mkdirSync(each);
    await tar.extract({ file: archive, cwd: unpacked });
    writeFileSync(join(bin, "node"), "#!/bin/sh\nexit 9\n", { mode: 0o755 });
    const env = { PATH: `${bin}:/bin` };
    const version = execFileSync(join(unpacked, "node"), ["-v"], { encoding: "utf8" });
    assert.equal(version.trim(), `v${NODE_RUNTIME.version}`);
    const child = spawn(join(unpacked, PROGRAM), [], { env, stdio: ["pipe", "pipe", "inherit"] });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    assert.match(port.toString(), /^\d+\n$/);
    child.stdin.end();
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("is installed from a file, and then serves a program in YAML and `package get-schema`", async () => {
    const program = `name: installed
runtime: yaml
resources:
  ready:
    type: alicloud-dbs:DownloadTasksGate
    properties: { instanceName: rm-1 }
outputs: { summary: "\${ready.summary}" }
`;
    emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const stack = await yamlStack({ program, archive, config: pluginConfig(emulator.url) });
    try {
      const up = await stack.run("up");
      assert.equal(up.error, undefined, up.output);
      assert.match(up.output, /ready: open after .*: dt-a finished/);
      assert.match(String((await stack.outputs()).summary), /^dt-a finished/);
    } finally {
      stack.remove();
    }

    const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
    const directory = mkdtempSync(join(tmpdir(), "get-schema-"));
    try {
      const env = { ...process.env, ...engineEnvironment({ directory, inherited: process.env }) };
      await installPlugin(command, archive, env);
      const { stdout } = await promisify(execFile)(
        command,
        ["package", "get-schema", `alicloud-dbs@${PACKAGE_VERSION}`],
        { cwd: directory, env, maxBuffer: 64 * 1024 * 1024 },
      );
      assert.equal(JSON.parse(stdout).version, PACKAGE_VERSION);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("the program that starts the plugin", () => {
  let folder: string;
  let plugin: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "launcher-"));
    plugin = join(folder, "plugin");
    mkdirSync(plugin);
    copyFileSync(join(pluginFolder(), PROGRAM), join(plugin, PROGRAM));
    writeFileSync(join(plugin, "main.js"), "");
    node("bin", "echo from PATH");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Writes a program in place of Node.js. */
  function node(where: string, script: string) {
    mkdirSync(join(folder, where), { recursive: true });
    writeFileSync(join(folder, where, "node"), `#!/bin/sh\n${script} "$@"\n`);
    chmodSync(join(folder, where, "node"), 0o755);
  }
  const run = (path = `${join(folder, "bin")}:/usr/bin:/bin`) =>
    execFileSync(join(plugin, PROGRAM), ["127.0.0.1:1"], { env: { PATH: path }, encoding: "utf8", stdio: "pipe" });

  it("prefers the Node.js beside it, and passes the arguments on", () => {
    node("plugin", "echo beside");
    assert.equal(run(), `beside ${plugin}/main.js 127.0.0.1:1\n`);
  });

  it("uses the Node.js on PATH if the plugin's folder has none, or one that does not run on this machine", () => {
    assert.equal(run(), `from PATH ${plugin}/main.js 127.0.0.1:1\n`);
    node("plugin", "exit 1 #");
    assert.equal(run(), `from PATH ${plugin}/main.js 127.0.0.1:1\n`);
    writeFileSync(join(plugin, "node"), Buffer.from([0x7f, 0x45, 0x4c, 0x46]));
    assert.equal(run(), `from PATH ${plugin}/main.js 127.0.0.1:1\n`);
  });

  it("says that Node.js is missing if PATH has none either", () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    assert.throws(() => run(empty), /pulumi-resource-alicloud-dbs needs Node\.js 20\.19 or newer on PATH/);
  });
});
