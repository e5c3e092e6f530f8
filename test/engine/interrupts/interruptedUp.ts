import * as dbs from "pulumi-alicloud-dbs";
import { gateStack } from "../gateStack";

/*
 * Runs one `up` with gates whose task never ends, or with one export, in a separate process for a test to interrupt. At the end, it sends
 * the engine's output and a summary of the state to its parent process. It keeps its folder, so that another `up` can
 * continue there.
 * usage: interruptedUp.ts SERVICE_URL [GATES | INSTANCE_OF_THE_EXPORT]
 */

// A process that the CLI did not start ends on a SIGTERM that nobody handles.
process.on("SIGTERM", () => {});

async function main(): Promise<void> {
  const [url = "", what = "1"] = process.argv.slice(2);
  const count = what.startsWith("rm-") ? 0 : Number(what);
  const names = Array.from({ length: count }, (_, at) => (at === 0 ? "gate" : `gate-${at + 1}`));
  const stack = await gateStack(url, async () => {
    if (count === 0) new dbs.DownloadTask("orders", { instanceName: what, backupSetId: "b-1", format: "csv" });
    for (const name of names) {
      new dbs.DownloadTasksGate(name, { instanceName: "rm-1", pollInterval: "200ms", timeout: "1h" });
    }
  });
  process.send?.({ directory: stack.directory });
  let printed = "";
  const { output, error } = await stack.attempt("up", {
    onOutput: (text) => {
      printed += text;
      if (count > 0 && names.every((name) => printed.includes(` ${name}: 0 of 1 finished`)))
        process.send?.({ waiting: true });
    },
  });
  const { resources, pendingOperations } = stack.state();
  const made = resources.filter(({ type }) => type.includes("alicloud-dbs:")).length;
  process.send?.({ output, failed: error !== undefined, pending: pendingOperations.length, resources: made });
}

void main();
