import { ensureVirtualEnvironment } from "../emulator/witness/ensureVirtualEnvironment";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { ensureYamlHost } from "../engine/yaml/yamlHost";
import { ensureSdkGenerator } from "../plugin/schema/sdkGenerator";

/*
 * Installs what the tests need besides npm packages: the Pulumi CLI, its host for YAML, the generator of the SDKs and the
 * official Python client. This happens before the tests run, because a build during them would disturb the tests that
 * measure time.
 */
async function main(): Promise<void> {
  const options = { environment: process.env, report: console.log };
  const { command } = await ensurePulumiCli(options);
  await ensureYamlHost(command, options);
  await ensureSdkGenerator(options);
  await ensureVirtualEnvironment();
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
