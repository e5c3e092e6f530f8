import { spawn } from "node:child_process";

/** A command that may take minutes, and what to tell of it. */
export interface LongStep {
  /** What is done, as in "building the Pulumi CLI": the lines that tell of it begin with it. */
  title: string;
  /** How long it is known to take, as in "4 to 5 minutes". */
  expected: string;
  command: string;
  args: string[];
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** After how many seconds it is ended, with all processes that it started. */
  limitSeconds: number;
  /** Takes the lines that tell of it. */
  report: (line: string) => void;
  /** Seconds between two signs of life. Default: 15. */
  aliveSeconds?: number;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** How many of the last lines of a failed command's output its error holds: the cause is at the end. */
const SHOWN_LINES = 8;

/**
 * Runs a command and tells at the start how long it will take, while it runs that it is alive, and at the end how long it took.
 * Its output is shown only when it fails: as the text of the error, with the exit code or the time after which it was ended.
 */
export async function longStep(step: LongStep): Promise<void> {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  step.report(`${step.title} (${step.expected}) …`);
  const alive = setInterval(
    () => step.report(`${step.title}: still at it, ${seconds()} s so far`),
    (step.aliveSeconds ?? 15) * 1000,
  );
  try {
    await runToEnd(step);
  } catch (error) {
    step.report(`${step.title}: failed after ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(alive);
  }
  step.report(`${step.title}: done in ${seconds()} s`);
}

function runToEnd({ command, args, directory, environment, limitSeconds }: LongStep): Promise<void> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that the limit ends what the command started, too.
    const child = spawn(command, args, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const endAll = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    // Such a group does not get the terminal's Ctrl-C: it is ended here, and this process then as it would have been.
    const interrupt = (signal: NodeJS.Signals) => {
      endAll();
      process.kill(process.pid, signal);
    };
    for (const signal of SIGNALS) process.once(signal, interrupt);
    const output: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => output.push(data));
    child.stderr.on("data", (data: Buffer) => output.push(data));
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      endAll();
    }, limitSeconds * 1000);
    const settle = (reason?: string) => {
      clearTimeout(limit);
      for (const signal of SIGNALS) process.removeListener(signal, interrupt);
      const lines = Buffer.concat(output).toString().trim().split("\n").slice(-SHOWN_LINES).join("\n");
      reason === undefined ? resolve() : reject(new Error([reason, lines].filter(Boolean).join(": ")));
    };
    child.on("error", (error: NodeJS.ErrnoException) =>
      settle(error.code === "ENOENT" ? `${command} is not on PATH` : error.message),
    );
    child.on("close", (code, signal) => {
      if (late) {
        settle(`${command} was ended after ${limitSeconds} s`);
      } else {
        settle(code === 0 ? undefined : `${command} ended with ${signal ?? `code ${code}`}`);
      }
    });
  });
}
