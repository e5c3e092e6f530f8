import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import type * as Dbs from "pulumi-alicloud-dbs";

/*
 * Runs one operation of an inline program, as a process of its own, and prints the milliseconds that a user waits for it:
 * loading what the program needs, and the operation. Making the stack is not counted. Like Pulumi's own host, the process
 * compiles this file with ts-node.
 * usage: program.ts with|without preview|up|destroy SETTINGS, which is JSON
 */

/** Settings of a program. */
export interface ProgramSettings {
  /** Folder of the CLI, with `bin` in it. */
  root: string;
  directory: string;
  /** Variables of the engine. */
  variables: Record<string, string>;
  /** Configuration of the stack. */
  config: Record<string, { value: string; secret?: boolean }>;
}

async function main([what, operation, settings = ""]: readonly string[]): Promise<void> {
  const dbs = what === "with" ? (require("pulumi-alicloud-dbs") as typeof Dbs) : undefined;
  const loading = performance.now();
  const { root, directory, variables, config } = JSON.parse(settings) as ProgramSettings;
  const program = async () => {
    if (dbs === undefined) return { ids: [] };
    const list = await dbs.getDownloadTasks({ instanceName: "rm-1" });
    const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" });
    return { ids: list.ids, summary: gate.summary };
  };
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: "bench", stackName: "test", program },
    {
      pulumiCommand: await PulumiCommand.get({ root }),
      workDir: directory,
      projectSettings: { name: "bench", runtime: "nodejs", main: process.cwd() },
      envVars: variables,
    },
  );
  await stack.setAllConfig(config);
  const before = performance.now();
  await stack[operation as "preview" | "up" | "destroy"]();
  process.stdout.write(JSON.stringify({ wall: loading + performance.now() - before }));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
