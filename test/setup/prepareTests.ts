import { ensureVirtualEnvironment } from "../emulator/witness/ensureVirtualEnvironment";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";

/*
 * Installs what the tests need besides npm packages: the Pulumi CLI and the official Python client. This happens before
 * the tests run, because a build during them would disturb the tests that measure time.
 */
async function main(): Promise<void> {
  await ensurePulumiCli({ environment: process.env, report: console.log });
  await ensureVirtualEnvironment();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
