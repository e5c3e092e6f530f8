import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What the interrupted process reported. */
interface Report {
  directory: string;
  output: string;
  failed: boolean;
  /** Number of pending operations in the state. */
  pending: number;
  /** Number of gates and exports in the state. */
  resources: number;
}

export interface Interruption {
  /**
   * Receiver of the signal. `process` is the program's process alone, as if its parent sent it. `group` is its whole
   * process group, as on Ctrl-C in a terminal.
   */
  to: "process" | "group";
  /** Default: SIGINT. */
  signal?: NodeJS.Signals;
  /** What the program makes: a number of gates, or one export of the instance with this name. Default: one gate. */
  program?: number | string;
  /** Script that runs the `up`. Default: `interruptedUp.ts` in this folder. */
  script?: string;
  /** Resolves when the signal is due. Default: when all gates wait. */
  due?: Promise<void>;
}

/**
 * Interrupts an `up`.
 * @returns what the process reported, and the milliseconds that it took to end
 */
export async function interrupt(url: string, how: Interruption): Promise<Report & { took: number }> {
  const { to, signal = "SIGINT", program = 1, script = join(__dirname, "interruptedUp.ts"), due } = how;
  const child = fork(script, [url, String(program)], {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    env: { ...process.env, NODE_V8_COVERAGE: "" },
    detached: to === "group",
  });
  let interrupted = 0;
  const send = () => {
    if (interrupted > 0) return;
    interrupted = Date.now();
    process.kill(to === "group" ? -(child.pid as number) : (child.pid as number), signal);
  };
  const report: Partial<Report> = {};
  child.on("message", (message: Partial<Report> & { waiting?: boolean }) => {
    Object.assign(report, message);
    if (message.waiting && due === undefined) send();
  });
  void due?.then(send);
  await once(child, "exit");
  assert.ok(interrupted > 0, "the process ended before it could be interrupted");
  const took = Date.now() - interrupted;
  assert.ok(report.output !== undefined, `the process ended without a report, ${took} ms after ${signal}`);
  return { ...(report as Report), took };
}
