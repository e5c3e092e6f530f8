import { type ChildProcess, execFile, fork } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Root of the repository. */
export const ROOT = join(__dirname, "..", "..");

/** Returns the environment of what is measured, without a variable that makes a start of Node.js 20 take 0.1 s longer. */
export function measuredEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _certificates, ...environment } = process.env;
  return environment;
}

/** How much a run of the bench measures. */
export interface Effort {
  /** Number of times that each measurement is taken. */
  runs: number;
  /** Whether this is the short run for CI, with small lists, single measurements and nothing that takes minutes. */
  short: boolean;
  /** Path of a Python interpreter that has the official client. */
  python: string;
}

/** One line of the results. */
export interface Row {
  figure: string;
  /** Results of this package and of its peers, each with its spread, as text. */
  measured: string;
  /** The goal, as text. Empty if there is no goal. */
  goal: string;
  /** This package's result divided by the peer's or by the goal, or the difference, as text. */
  ratio: string;
  /** Whether the goal was reached. Absent if there is no goal. */
  reached?: boolean;
  /** Whether the result is a count that no machine's pace changes. A short run then fails if the goal is missed. */
  isCount?: boolean;
}

/** What a client's process reports. Times are in milliseconds, memory in MiB. */
export interface ClientReport {
  runs: { wall: number; cpu: number; count: number }[];
  /** The first run, with everything that it loads besides @pulumi/pulumi. Clients that make no program lack it. */
  first?: { wall: number; cpu: number };
  cpu: number;
  peak: number;
}

/** Runs a program from `clients/` and returns its report. */
export async function client(file: string, args: readonly (string | number)[], python?: string): Promise<ClientReport> {
  const path = join(__dirname, "clients", file);
  const command = file.endsWith(".py") ? (python ?? "python3") : process.execPath;
  const { stdout } = await run(command, [path, ...args.map(String)], {
    cwd: ROOT,
    env: measuredEnvironment(),
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as ClientReport;
}

/** Runs one engine operation with the tests' harness in a separate process. Returns the milliseconds that it took. */
export async function engineClient({
  program,
  count,
  operation,
  url,
  directory,
  parallel,
}: {
  /** A program of `clients/engine.ts`. */
  program: "gates" | "pluginGates" | "dependant" | "pluginDependant" | "smallest" | "likeGates" | "listAndGate";
  count: number;
  operation: "preview" | "up";
  /** URL of the emulator. */
  url: string;
  /** Folder that keeps the stack between two operations. */
  directory: string;
  /** Number of resources that the engine works on at a time. Default: the CLI's. */
  parallel?: number;
}): Promise<number> {
  const path = join(__dirname, "clients", "engine.ts");
  const args = ["-r", "ts-node/register/transpile-only", path, program, String(count), operation, url, directory];
  if (parallel !== undefined) args.push(String(parallel));
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, env: measuredEnvironment(), maxBuffer: 1 << 26 });
  return (JSON.parse(stdout) as { wall: number }).wall;
}

/**
 * Starts the list server with this number of tasks, passes its `host:port` to `use`, and stops it when `use` is done.
 */
export async function withServer<T>(tasks: number, latency: number, use: (host: string) => Promise<T>): Promise<T> {
  const child = fork(join(__dirname, "server.ts"), [String(tasks), String(latency)], {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  try {
    return await use(`127.0.0.1:${await firstLine(child)}`);
  } finally {
    child.kill();
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", (code) =>
      reject(new Error(`the list server ended with code ${code} before it printed its port`)),
    );
  });
}

/** Takes each measurement `runs` times, alternating between them, and returns the values of each. */
export async function inTurn<T extends Record<string, unknown>>(
  runs: number,
  measurements: { [K in keyof T]: () => Promise<T[K]> },
): Promise<{ [K in keyof T]: T[K][] }> {
  const names: (keyof T)[] = Object.keys(measurements);
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as { [K in keyof T]: T[K][] };
  for (let at = 0; at < runs; at++) {
    for (const name of names) values[name].push(await measurements[name]());
  }
  return values;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Returns the median with the minimum and the maximum, as in `12.3 ms (11.9 to 14.0)`. */
export function spread(values: readonly number[], unit = "ms"): string {
  const digits = median(values) < 10 ? 2 : median(values) < 100 ? 1 : 0;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} ${unit} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** Makes a row with the goal that this package's result is at most `limit` times the peer's. */
export function atMost(figure: string, measured: string, ratio: number, limit: number, peer: string): Row {
  return {
    figure,
    measured,
    ratio: ratio.toFixed(2),
    goal: limit === 1 ? `no more than ${peer}` : `at most ${limit} times ${peer}`,
    reached: ratio <= limit,
  };
}
