import { setMaxListeners } from "node:events";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs in progress. Each signal has one handler for all of them, installed only while there are any. */
const running = new Set<AbortController>();

/**
 * Runs a function with an `AbortSignal` that Ctrl-C (SIGINT) or SIGTERM aborts. The engine passes both on to the
 * program since CLI 3.229 (pulumi/pulumi#22397). Other handlers in the process are left alone.
 */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Each call of a look adds a listener. Node.js would warn about so many on one signal.
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
