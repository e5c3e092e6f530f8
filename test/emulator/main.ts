import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readScenario } from "./scenario";
import { startEmulator } from "./startEmulator";

const USAGE = "usage: npm run emulator -- --scenario FILE [--port PORT]   (port 0, the default, takes any free one)";

/** The emulator as a program: it answers until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" }, scenario: { type: "string" } } });
  if (values.scenario === undefined || !/^\d{1,5}$/.test(values.port))
    throw new Error("--scenario is needed, and --port is a number");
  const scenario = readScenario(JSON.parse(readFileSync(values.scenario, "utf8")));
  const emulator = await startEmulator({ scenario, port: Number(values.port) });
  console.log(`An offline DBS service answers at ${emulator.url}. Point a stack at it, as one of the scenario's identities:

  pulumi config set alicloud-dbs:endpoint ${emulator.url}
  pulumi config set --secret alicloud-dbs:accessKey ${scenario.credentials[0]?.accessKeyId}
  pulumi config set --secret alicloud-dbs:secretKey ${scenario.credentials[0]?.accessKeySecret}

What it was asked: curl ${emulator.url}/_admin/requests`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

main().catch((error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
