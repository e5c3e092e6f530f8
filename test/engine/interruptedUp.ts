import { gateProgram, gateStack } from "./gateStack";

/*
 * Runs one `up` with a gate whose task never ends, in a process of its own that a test interrupts; at the end it tells
 * the engine's error and what the state holds.
 */

async function main(): Promise<void> {
  const [url] = process.argv.slice(2) as [string];
  const stack = await gateStack(url, gateProgram({ timeout: "1h" }));
  process.send?.({ directory: stack.directory });
  const { output, error } = await stack.attempt("up", {
    onOutput: (text) => {
      if (text.includes("waiting:")) process.send?.({ waiting: true });
    },
  });
  const { resources, pendingOperations } = stack.state();
  const gates = resources.filter(({ type }) => type.includes("DownloadTasksGate")).length;
  process.send?.({ output, failed: error !== undefined, pending: pendingOperations.length, gates });
  await stack.dispose();
}

void main();
