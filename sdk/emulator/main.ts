#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readScenario } from "./reading/readScenario";
import type { Scenario } from "./scenario";
import { startEmulator } from "./startEmulator";

const USAGE = `usage: alicloud-dbs-emulator [--scenario FILE] [--port PORT]
  --scenario   JSON file with the initial state (default: no tasks, and the key test-key with the secret test-secret)
  --port       port on 127.0.0.1 (default: 0, which takes any free one)`;

/** Runs the emulator as a command until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "0" }, scenario: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error("--port must be a number of at most 65535");
  const scenario = values.scenario === undefined ? {} : readFile(values.scenario);
  const emulator = await startEmulator({ scenario, port: Number(values.port) });
  const [key] = emulator.credentials();
  const use =
    key === undefined
      ? "The scenario accepts no access key, so it refuses every request."
      : `To point a stack at it with the first access key:

  pulumi config set alicloud-dbs:endpoint ${emulator.url}
  pulumi config set alicloud-dbs:region cn-hangzhou
  pulumi config set --secret alicloud-dbs:accessKey ${key.accessKeyId}
  pulumi config set --secret alicloud-dbs:secretKey ${key.accessKeySecret}`;
  console.log(`The offline DBS service is running at ${emulator.url}. ${use}

To see the requests it has received: curl ${emulator.url}/_admin/requests`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

/** @throws Error that names the file and the problem */
function readFile(file: string): Scenario {
  try {
    return readScenario(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`the scenario can't be read from ${file}: ${(error as Error).message}`);
  }
}

main().catch((error: Error) => {
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
});
