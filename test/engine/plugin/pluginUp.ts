import { ensurePulumiCli } from "../cli/pulumiCli";
import { TemporaryStack } from "../temporaryStack";
import { pluginFolder } from "./pluginFolder";
import { PluginResource, pluginConfig } from "./pluginTests";

/*
 * Runs one `up` with a gate of the plugin whose task never ends, or with one export, in a separate process for a test to
 * interrupt. The plugin is the executable. At the end, it sends the engine's output and a summary of the state to its
 * parent process. It keeps its folder.
 * usage: pluginUp.ts SERVICE_URL [GATES | INSTANCE_OF_THE_EXPORT]
 */

// Ctrl-C reaches this process too. Only the CLI and what it started may act on it.
process.on("SIGINT", () => {});

async function main(): Promise<void> {
  const [url = "", what = "1"] = process.argv.slice(2);
  const stack = await TemporaryStack.create({
    cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
    path: [pluginFolder()],
    config: pluginConfig(url),
    program: async () => {
      if (what.startsWith("rm-")) {
        new PluginResource("DownloadTask", "orders", { instanceName: what, backupSetId: "b-1", format: "csv" });
      } else {
        new PluginResource("DownloadTasksGate", "gate", { instanceName: "rm-1", pollInterval: "200ms", timeout: "1h" });
      }
    },
  });
  process.send?.({ directory: stack.directory });
  let printed = "";
  const { output, error } = await stack.attempt("up", {
    onOutput: (text) => {
      printed += text;
      if (printed.includes(" gate: 0 of 1 finished")) process.send?.({ waiting: true });
    },
  });
  const { resources, pendingOperations } = stack.state();
  const made = resources.filter(({ type }) => type.startsWith("alicloud-dbs:")).length;
  process.send?.({ output, failed: error !== undefined, pending: pendingOperations.length, resources: made });
}

void main();
