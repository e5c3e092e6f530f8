import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as tar from "tar";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { buildArchive } from "../../../provider/release/buildArchive";
import { startEmulator } from "../../emulator/startEmulator";
import { ensurePulumiCli } from "../../engine/cli/pulumiCli";
import { engineEnvironment } from "../../engine/engineEnvironment";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { pluginFolder } from "../../engine/plugin/pluginFolder";
import { pluginConfig } from "../../engine/plugin/pluginTests";
import { yamlStack } from "../../engine/yaml/yamlStack";
import { ensureReleaseNode } from "../../release/ensureReleaseNode";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { atMost, type Effort, engineClient, inTurn, median, type Row, spread } from "../measure";

const PROGRAM = "pulumi-resource-alicloud-dbs";

const YAML = `name: list-and-gate
runtime: yaml
resources:
  gate:
    type: alicloud-dbs:DownloadTasksGate
    properties: { instanceName: rm-1 }
variables:
  list:
    fn::invoke: { function: "alicloud-dbs:getDownloadTasks", arguments: { instanceName: rm-1 } }
outputs: { ids: "\${list.ids}", summary: "\${gate.summary}" }
`;

/** Measures the plugin alone, and a preview in YAML beside the same one in TypeScript. */
export async function plugin(effort: Effort): Promise<Row[]> {
  const installed = await releasedPlugin();
  try {
    return [...(await alone(effort, installed)), ...(await schema(effort)), ...(await preview(effort, installed))];
  } finally {
    installed.remove();
  }
}

/** The plugin as a user gets it: from an archive with Node.js inside. */
interface ReleasedPlugin {
  archive: string;
  /** Folder with what the archive holds. */
  folder: string;
  remove(): void;
}

async function releasedPlugin(): Promise<ReleasedPlugin> {
  const node = await ensureReleaseNode();
  if (node === undefined) throw new Error("the Node.js of a release can't be had");
  const output = mkdtempSync(join(tmpdir(), "bench-release-"));
  const { file } = await buildArchive({
    platform: node.platform,
    version: PACKAGE_VERSION,
    plugin: pluginFolder(),
    node: node.folder,
    builder: join(node.folder, "node"),
    documents: [],
    output,
  });
  const folder = join(output, "unpacked");
  mkdirSync(folder);
  await tar.extract({ file: join(output, file), cwd: folder });
  return { archive: join(output, file), folder, remove: () => rmSync(output, { recursive: true, force: true }) };
}

/** Measures the plugin's start, its memory while nothing asks it, and its size. */
async function alone({ runs }: Effort, { folder }: ReleasedPlugin): Promise<Row[]> {
  const memories: number[] = [];
  const start =
    (command: string, args: string[] = []) =>
    async () => {
      const began = performance.now();
      const child: ChildProcess = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
      if (child.stdout !== null) await once(child.stdout, "data");
      const time = performance.now() - began;
      if (args.length === 0) memories.push(residentMebibytes(child.pid as number));
      child.stdin?.end();
      await once(child, "exit");
      return time;
    };
  const nothing = "process.stdin.resume(); console.log(0)";
  const times = await inTurn(runs, {
    built: start(join(pluginFolder(), PROGRAM)),
    released: start(join(folder, PROGRAM)),
    node: start(process.execPath, ["-e", nothing]),
    releasedNode: start(join(folder, "node"), ["-e", nothing]),
  });
  const scripts = readdirSync(pluginFolder()).filter((file) => file.endsWith(".js"));
  const megabytes = scripts.reduce((sum, file) => sum + statSync(join(pluginFolder(), file)).size, 0) / 1e6;
  const row = (what: string, mine: number[], bare: number[]) =>
    atMost(
      `plugin: from its start to its port, ${what}`,
      `${spread(mine)}; a script that prints a line ${spread(bare)}`,
      median(mine) / 150,
      1,
      "150 ms",
    );
  return [
    row("Node.js from PATH", times.built, times.node),
    row("Node.js of its archive", times.released, times.releasedNode),
    atMost("plugin: memory after its start", spread(memories, "MiB"), median(memories) / 80, 1, "80 MiB"),
    atMost("plugin: its scripts", `${megabytes.toFixed(2)} MB`, megabytes / 3, 1, "3 MB"),
  ];
}

/** Returns what a process holds in memory. Linux alone tells it in this way. */
function residentMebibytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

async function schema({ runs }: Effort): Promise<Row[]> {
  const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
  const directory = mkdtempSync(join(tmpdir(), "bench-schema-"));
  const env = { ...process.env, ...engineEnvironment({ directory, inherited: process.env }) };
  try {
    const run = (args: string[]) => async () => {
      const began = performance.now();
      await promisify(execFile)(command, args, { cwd: directory, env, maxBuffer: 1 << 26 });
      return performance.now() - began;
    };
    const path = join(pluginFolder(), PROGRAM);
    const times = await inTurn(runs, { schema: run(["package", "get-schema", path]), version: run(["version"]) });
    const measured = `this package ${spread(times.schema)}; \`pulumi version\` ${spread(times.version)}`;
    return [atMost("`pulumi package get-schema`", measured, median(times.schema) / 500, 1, "500 ms")];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function preview({ runs }: Effort, { archive }: ReleasedPlugin): Promise<Row[]> {
  const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
  const yaml = await yamlStack({ program: YAML, archive, config: pluginConfig(emulator.url) });
  try {
    emulator.addTasks([exportTask("dt-running", { endsIn: 36_000, tables: 10 })]);
    const inYaml = async () => {
      const began = performance.now();
      const { output, error } = await yaml.run("preview");
      if (error !== undefined || !output.includes("gate: would wait")) throw error ?? new Error(output);
      return performance.now() - began;
    };
    const inTypeScript = () =>
      engineClient({ program: "listAndGate", count: 1, operation: "preview", url: emulator.url, directory });
    const times = await inTurn(runs, { yaml: inYaml, typeScript: inTypeScript });
    const figure = "preview in YAML of one list and one gate that would wait";
    const measured = `YAML ${spread(times.yaml)}; inline in TypeScript ${spread(times.typeScript)}`;
    return [
      atMost(figure, measured, median(times.yaml) / 1500, 1, "1500 ms"),
      atMost(figure, measured, median(times.yaml) / median(times.typeScript), 0.5, "TypeScript"),
    ];
  } finally {
    yaml.remove();
    await emulator.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
