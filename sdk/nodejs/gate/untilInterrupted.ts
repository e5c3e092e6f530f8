import { setMaxListeners } from "node:events";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Controllers of the runs in progress. Each signal has one handler for all of them, which is installed only while there
 * are any.
 */
const running = new Set<AbortController>();

/**
 * Runs a function with an `AbortSignal` that is aborted by Ctrl-C (SIGINT) or SIGTERM. Since CLI 3.229, the engine
 * passes both signals on to the program (pulumi/pulumi#22397). Other handlers in the process are left alone.
 */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Every API call adds an abort listener to this signal. Without this, Node.js would warn of a listener leak.
  setMaxListeners(0, controller.signal);
  if (running.size === 0) {
    for (const name of SIGNALS) process.on(name, interrupt);
  }
  running.add(controller);
  try {
    return await run(controller.signal);
  } finally {
    running.delete(controller);
    if (running.size === 0) {
      for (const name of SIGNALS) process.removeListener(name, interrupt);
    }
  }
}

function interrupt(name: NodeJS.Signals): void {
  for (const controller of running) {
    controller.abort(new Error(name));
  }
}
