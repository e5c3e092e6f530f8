/*
 * Runs one operation of an inline program, as a process of its own, and prints the milliseconds that a user waits for it:
 * loading what the program needs, and the operation. Making the stack is not counted.
 * usage: program.cjs with|without preview|up|destroy SETTINGS, which is JSON: `root` of the CLI, `directory`, `variables`
 * of the engine, `config` of the stack
 */
const { LocalWorkspace, PulumiCommand } = require("@pulumi/pulumi/automation");

const [what, operation, settings] = process.argv.slice(2);
const { root, directory, variables, config } = JSON.parse(settings);
const dbs = what === "with" ? require("pulumi-alicloud-dbs") : undefined;
const loading = performance.now();

async function program() {
  if (dbs === undefined) return { ids: [] };
  const list = await dbs.getDownloadTasks({ instanceName: "rm-1" });
  const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" });
  return { ids: list.ids, summary: gate.summary };
}

async function main() {
  const stack = await LocalWorkspace.createOrSelectStack(
    { projectName: "bench", stackName: "test", program },
    {
      pulumiCommand: await PulumiCommand.get({ root }),
      workDir: directory,
      projectSettings: { name: "bench", runtime: "nodejs", main: process.cwd() },
      envVars: variables,
    },
  );
  // After each operation, the SDK would start the CLI three more times.
  Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
  await stack.setAllConfig(config);
  const before = performance.now();
  await stack[operation]();
  process.stdout.write(JSON.stringify({ wall: loading + performance.now() - before }));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
