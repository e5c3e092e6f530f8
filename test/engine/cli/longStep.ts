import { spawn } from "node:child_process";

/** A command that may take minutes, and how to report its progress. */
export interface LongStep {
  /** Name of the step, such as "building the Pulumi CLI". Every reported line begins with it. */
  title: string;
  /** Time that the step usually takes, such as "4 to 5 minutes". */
  expected: string;
  command: string;
  args: string[];
  directory: string;
  environment: NodeJS.ProcessEnv;
  /** Maximum time in seconds. Then the command and all processes that it started are stopped. */
  limitSeconds: number;
  /** Receives each reported line. */
  report: (line: string) => void;
  /** Seconds between two progress lines. Default: 15. */
  aliveSeconds?: number;
  /** Returns a time in milliseconds, for the times that are reported. Default: the monotonic clock. */
  now?: () => number;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Number of output lines shown if the command fails. They are the last lines, because the cause is at the end. */
const SHOWN_LINES = 8;

/**
 * Runs a command. Reports the expected time at the start, its progress at intervals, and the time taken at the end.
 * @throws Error with the exit code, the signal or the time limit, and the last lines of the output
 */
export async function longStep(step: LongStep): Promise<void> {
  const now = step.now ?? (() => performance.now());
  const started = now();
  const seconds = () => Math.round((now() - started) / 1000);
  step.report(`${step.title} (${step.expected}) …`);
  const alive = setInterval(
    () => step.report(`${step.title}: still running after ${seconds()} s`),
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
    // The command gets its own process group, so that the limit also stops the processes that it started.
    const child = spawn(command, args, {
      cwd: directory,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const endAll = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    // The terminal's Ctrl-C does not reach that group. So stop the group before the signal ends this process.
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
        settle(`${command} was stopped at its limit of ${limitSeconds} s`);
      } else {
        settle(code === 0 ? undefined : `${command} ended with ${signal ?? `code ${code}`}`);
      }
    });
  });
}
