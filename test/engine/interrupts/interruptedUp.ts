import * as dbs from "pulumi-alicloud-dbs";
import { gateStack } from "../gateStack";

/*
 * Runs one `up` with gates whose task never ends, in a separate process for a test to interrupt. At the end, it sends
 * the engine's output and a summary of the state to its parent process. It keeps its folder, so that another `up` can
 * continue there.
 * usage: interruptedUp.ts SERVICE_URL [GATES]
 */

// A process that the CLI did not start ends on a SIGTERM that nobody handles.
process.on("SIGTERM", () => {});

async function main(): Promise<void> {
  const [url = "", gateCount = "1"] = process.argv.slice(2);
  const names = Array.from({ length: Number(gateCount) }, (_, at) => (at === 0 ? "gate" : `gate-${at + 1}`));
  const stack = await gateStack(url, async () => {
    for (const name of names) {
      new dbs.DownloadTasksGate(name, { instanceName: "rm-1", pollInterval: "200ms", timeout: "1h" });
    }
  });
  process.send?.({ directory: stack.directory });
  let printed = "";
  const { output, error } = await stack.attempt("up", {
    onOutput: (text) => {
      printed += text;
      if (names.every((name) => printed.includes(` ${name}: 0 of 1 finished`))) process.send?.({ waiting: true });
    },
  });
  const { resources, pendingOperations } = stack.state();
  const gates = resources.filter(({ type }) => type.includes("DownloadTasksGate")).length;
  process.send?.({ output, failed: error !== undefined, pending: pendingOperations.length, gates });
}

void main();
