import { setMaxListeners } from "node:events";
import { startedByCli } from "../startedByCli";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Controllers of the runs in progress. Each signal has one handler for all of them, which is installed only while there
 * are any.
 */
const running = new Set<AbortController>();

/**
 * Runs a function with an `AbortSignal` that is aborted by Ctrl-C (SIGINT) or SIGTERM. Since CLI 3.229, the engine
 * passes both signals on to the program (pulumi/pulumi#22397). Other handlers in the process are left alone. In a
 * process that the CLI did not start, a SIGTERM that nobody else handles ends the process, as it would without this
 * function.
 * @param outer - aborts the run's signal too
 */
export async function untilInterrupted<T>(
  run: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal | undefined,
): Promise<T> {
  const controller = new AbortController();
  // Every API call adds an abort listener to this signal. Without this, Node.js would warn of a listener leak.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  outer?.addEventListener("abort", abort, { once: true });
  listen();
  running.add(controller);
  try {
    return await run(controller.signal);
  } finally {
    outer?.removeEventListener("abort", abort);
    running.delete(controller);
    if (running.size === 0) stopListening();
  }
}

/**
 * Installs the handlers, unless they are there already, in front of all others. The package signal-exit, with which the Automation API ends the CLI,
 * ends the process only if no handler but its own is left when its turn comes.
 */
function listen(): void {
  for (const name of SIGNALS) {
    if (!process.listeners(name).includes(interrupt)) process.prependListener(name, interrupt);
  }
}

function stopListening(): void {
  for (const name of SIGNALS) process.removeListener(name, interrupt);
}

function interrupt(name: NodeJS.Signals): void {
  for (const controller of running) {
    controller.abort(new Error(name));
  }
  if (name === "SIGTERM" && !startedByCli()) {
    process.removeListener(name, interrupt);
    // Node.js takes its default action only if there is no handler when the signal arrives.
    if (process.listenerCount(name) === 0) process.kill(process.pid, name);
  }
}
