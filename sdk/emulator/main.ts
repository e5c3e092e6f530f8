import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readScenario } from "./reading/readScenario";
import { startEmulator } from "./startEmulator";

const USAGE = "usage: npm run emulator -- --scenario FILE [--port PORT]   (the default port, 0, takes any free one)";

/** Runs the emulator as a command until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" }, scenario: { type: "string" } } });
  if (values.scenario === undefined || !/^\d{1,5}$/.test(values.port))
    throw new Error("--scenario is required, and --port must be a number");
  const scenario = readScenario(JSON.parse(readFileSync(values.scenario, "utf8")));
  const emulator = await startEmulator({ scenario, port: Number(values.port) });
  console.log(`The offline DBS service is running at ${emulator.url}. To point a stack at it with the scenario's first key:

  pulumi config set alicloud-dbs:endpoint ${emulator.url}
  pulumi config set --secret alicloud-dbs:accessKey ${scenario.credentials[0]?.accessKeyId}
  pulumi config set --secret alicloud-dbs:secretKey ${scenario.credentials[0]?.accessKeySecret}

To see the requests it has received: curl ${emulator.url}/_admin/requests`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

main().catch((error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
