import { setMaxListeners } from "node:events";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** What runs now. The handlers are there only while something does, and one serves all. */
const running = new Set<AbortController>();

/**
 * Runs something that Ctrl-C (SIGINT) or SIGTERM ends: by the signal that it gets. The engine tells the program since CLI
 * 3.229 (pulumi/pulumi#22397). Handlers of a program that embeds us are left alone.
 */
export async function untilInterrupted<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Each call of a look listens to it: more than Node expects of one signal.
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
