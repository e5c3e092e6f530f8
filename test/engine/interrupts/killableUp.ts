import { type ChildProcess, execFileSync, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensurePulumiCli } from "../cli/pulumiCli";

/** An `up` whose resource is at work, and whose processes can be killed one by one. */
export interface KillableUp {
  /** Process of the program. */
  program: ChildProcess;
  /** Process id of the engine. */
  engine: number;
  /** Process ids of Pulumi's provider process and of the shell that started it. */
  providers: readonly number[];
  /** Folder of the stack, in which another `up` can continue. The caller removes it. */
  directory: string;
  /** Waits until the engine has written this text. */
  wrote(text: string): Promise<void>;
  /** Ends what still runs, and removes the files of this `up`. */
  dispose(): void;
}

/**
 * Starts an `up` with one gate, or with one export. As with an ordinary `pulumi up`, the engine outlives the program: it
 * writes to a file instead of a pipe to the program's process.
 * @param program - "1" for a gate, or the name of the instance whose export is started
 * @param isReady - tells whether the resource is at work. Default: the gate waits
 * @param runner - script that runs the `up`. Default: `interruptedUp.ts` in this folder
 */
export async function killableUp(
  serviceUrl: string,
  program = "1",
  isReady?: () => boolean,
  runner = join(__dirname, "interruptedUp.ts"),
): Promise<KillableUp> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  const [output, pid] = [join(folder, "output"), join(folder, "pid")];
  const { command } = await ensurePulumiCli({ environment: process.env, report: console.log });
  mkdirSync(join(folder, "bin"));
  const up = `echo $$ >"${pid}"; exec "${command}" "$@" >"${output}" 2>&1`;
  const script = `#!/bin/sh\nif [ "$1" = up ]; then ${up}; fi\nexec "${command}" "$@"\n`;
  writeFileSync(join(folder, "bin/pulumi"), script, { mode: 0o755 });
  const child = fork(runner, [serviceUrl, program], {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    env: { ...process.env, NODE_V8_COVERAGE: "", PATH: `${join(folder, "bin")}:${process.env.PATH}` },
  });
  const wrote = async (text: string) => {
    while (!existsSync(output) || !readFileSync(output, "utf8").includes(text)) await sleep(100);
  };
  const [{ directory }] = (await once(child, "message")) as [{ directory: string }];
  if (isReady === undefined) await wrote("gate: 0 of 1 finished");
  while (isReady?.() === false) await sleep(50);
  const engine = Number(readFileSync(pid, "utf8"));
  const providers = processesBelow(engine);
  return {
    program: child,
    engine,
    providers,
    directory,
    wrote,
    dispose() {
      child.kill("SIGKILL");
      for (const each of [engine, ...providers]) if (isRunning(each)) process.kill(each, "SIGKILL");
      rmSync(folder, { recursive: true });
    },
  };
}

/** Tells whether a process runs. One that has ended does not, even if its parent has not taken notice of that yet. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^Z\s]/.test(stdout);
}

function processesBelow(root: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const all = table.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    all.flatMap(([pid = 0, of]) => (of === parent ? [pid, ...below(pid)] : []));
  return below(root);
}
