import { ensureVirtualEnvironment } from "../emulator/witness/ensureVirtualEnvironment";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";

/*
 * What tests need besides the packages: made before they run, since a build beside them would take the time that some of
 * them measure.
 */
async function main(): Promise<void> {
  await ensurePulumiCli({ environment: process.env, report: console.log });
  await ensureVirtualEnvironment();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
