import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PROGRAM } from "../../../provider/build/buildPlugin";
import { ensurePulumiCli } from "../../engine/cli/pulumiCli";
import { engineEnvironment } from "../../engine/engineEnvironment";
import { pluginFolder } from "../../engine/plugin/pluginFolder";
import { atMost, type Effort, inTurn, measuredEnvironment, median, type Row, spread } from "../measure";
import { type ReleasedPlugin, releasedPlugin } from "../releasedPlugin";

/** With which Node.js the plugin runs. */
const [FROM_PATH, OF_ARCHIVE] = ["Node.js from PATH", "Node.js of its archive, not the first start"] as const;

/** Result of one start of the plugin: milliseconds to its port and to its first answer, and MiB after that. */
interface Start {
  port: number;
  answer: number;
  memory: number;
}

/** Measures the plugin's start, memory, size and schema. */
export async function plugin(effort: Effort): Promise<Row[]> {
  const installed = await releasedPlugin();
  try {
    return [...(await alone(effort, installed)), ...(await schema(effort, installed))];
  } finally {
    installed.remove();
  }
}

/** Starts the plugin, and ends it after its first answer. */
async function start(command: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(command, [], { stdio: ["pipe", "pipe", "inherit"], env: measuredEnvironment() });
  const [line] = await once(child.stdout, "data");
  const port = performance.now() - began;
  const client = new ResourceProviderClient(`127.0.0.1:${String(line).trim()}`, credentials.createInsecure());
  await new Promise<void>((resolve, reject) => {
    client.getPluginInfo(new Empty(), (error) => (error === null ? resolve() : reject(error)));
  });
  const answer = performance.now() - began;
  const memory = residentMebibytes(child.pid as number);
  client.close();
  child.stdin.end();
  await once(child, "exit");
  return { port, answer, memory };
}

/** Returns the milliseconds until a script in Node.js has printed a line. */
async function startScript(node: string): Promise<number> {
  const began = performance.now();
  const child = spawn(node, ["-e", "console.log(0)"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: measuredEnvironment(),
  });
  await once(child.stdout, "data");
  const time = performance.now() - began;
  await once(child, "exit");
  return time;
}

/** Measures the plugin's start, its memory after its first answer, and its size. */
async function alone({ runs }: Effort, { folder }: ReleasedPlugin): Promise<Row[]> {
  const made = await inTurn(runs, {
    built: () => start(join(pluginFolder(), PROGRAM)),
    released: () => start(join(folder, PROGRAM)),
    node: () => startScript(process.execPath),
    releasedNode: () => startScript(join(folder, "node")),
  });
  const files = readdirSync(pluginFolder()).filter((file) => file.endsWith(".js"));
  const megabytes = files.reduce((sum, file) => sum + statSync(join(pluginFolder(), file)).size, 0) / 1e6;
  const rowsOf = (what: string, starts: readonly Start[], bare: readonly number[]) => {
    const [ports, answers, memories] = (["port", "answer", "memory"] as const).map((key) =>
      starts.map((each) => each[key]),
    ) as [number[], number[], number[]];
    const port = `${spread(ports)}; a script that prints a line ${spread(bare)}`;
    return [
      atMost(`plugin: from its start to its port, ${what}`, port, median(ports) / 150, 1, "150 ms"),
      atMost(
        `plugin: from its start to its first answer, ${what}`,
        spread(answers),
        median(answers) / 250,
        1,
        "250 ms",
      ),
      atMost(
        `plugin: memory after its first answer, ${what}`,
        spread(memories, "MiB"),
        median(memories) / 80,
        1,
        "80 MiB",
      ),
    ];
  };
  return [
    ...rowsOf(FROM_PATH, made.built, made.node),
    ...rowsOf(OF_ARCHIVE, made.released, made.releasedNode),
    atMost("plugin: its scripts", `${megabytes.toFixed(2)} MB`, megabytes / 3, 1, "3 MB"),
  ];
}

/** Returns what a process holds in memory. Linux alone tells it in this way. */
function residentMebibytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

/** Measures the command that shows a package's schema, which starts the plugin and asks it. */
async function schema({ runs }: Effort, { folder }: ReleasedPlugin): Promise<Row[]> {
  const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
  const directory = mkdtempSync(join(tmpdir(), "bench-schema-"));
  const inherited = measuredEnvironment();
  const env = { ...inherited, ...engineEnvironment({ directory, inherited }) };
  try {
    const run = (args: string[]) => async () => {
      const began = performance.now();
      await promisify(execFile)(command, args, { cwd: directory, env, maxBuffer: 1 << 26 });
      return performance.now() - began;
    };
    const schemaOf = (plugin: string) => run(["package", "get-schema", join(plugin, PROGRAM)]);
    const times = await inTurn(runs, {
      built: schemaOf(pluginFolder()),
      released: schemaOf(folder),
      version: run(["version"]),
    });
    const row = (what: string, mine: number[]) => {
      const measured = `this package ${spread(mine)}; \`pulumi version\` ${spread(times.version)}`;
      return atMost(`\`pulumi package get-schema\`, ${what}`, measured, median(mine) / 500, 1, "500 ms");
    };
    return [row(FROM_PATH, times.built), row(OF_ARCHIVE, times.released)];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
