import { type ChildProcess, execFile, fork } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(__dirname, "..", "..");

/** How much a run of the bench takes on. */
export interface Effort {
  /** Runs of each measurement; the peers in turn. */
  runs: number;
  /** The short form, for CI: small lists, a few runs, nothing that takes minutes. */
  short: boolean;
  /** Python with the official client. */
  python: string;
}

/** One line of the results. */
export interface Row {
  figure: string;
  /** Ours and the others', each with its spread, in words. */
  measured: string;
  /** What is to be reached, and what was. */
  goal: string;
  ratio: string;
  /** Absent where there is nothing to reach. */
  reached?: boolean;
}

/** What a client's process tells of itself; milliseconds and MiB. */
export interface ClientReport {
  runs: { wall: number; cpu: number; count: number }[];
  cpu: number;
  peak: number;
}

/** Runs a program of `clients/` and reads what it reports. */
export async function client(file: string, args: readonly (string | number)[], python?: string): Promise<ClientReport> {
  const path = join(__dirname, "clients", file);
  const command = file.endsWith(".py") ? (python ?? "python3") : process.execPath;
  const { stdout } = await run(command, [path, ...args.map(String)], { cwd: root, maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as ClientReport;
}

/** Runs one operation of the engine, with the tests' harness, in a process of its own, and gives the milliseconds it took. */
export async function engineClient({
  program,
  count,
  operation,
  url,
  directory,
}: {
  program: "gates" | "smallest" | "listAndGate";
  count: number;
  operation: "preview" | "up";
  /** Where the emulator answers. */
  url: string;
  /** Holds the stack between two operations. */
  directory: string;
}): Promise<number> {
  const path = join(__dirname, "clients", "engine.ts");
  const args = ["-r", "ts-node/register/transpile-only", path, program, String(count), operation, url, directory];
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
  return (JSON.parse(stdout) as { wall: number }).wall;
}

/** Starts the list server with so many tasks and gives `host:port`, until `use` is done. */
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
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
}

/** Runs the measurements in turn, so often each, and gives the values of each. */
export async function inTurn<K extends string>(
  runs: number,
  measurements: Record<K, () => Promise<number>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(measurements) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
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

/** `12.3 ms (11.9 to 14.0)`: the median, and the least and the most. */
export function spread(values: readonly number[], unit = "ms"): string {
  const digits = median(values) < 10 ? 2 : median(values) < 100 ? 1 : 0;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} ${unit} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** A row whose figure is at most `limit` times the peer's. */
export function atMost(figure: string, measured: string, ratio: number, limit: number, of: string): Row {
  return {
    figure,
    measured,
    ratio: ratio.toFixed(2),
    goal: `at most ${limit} ${of}`,
    reached: ratio <= limit,
  };
}
