import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { ensureGoExample } from "../engine/languages/ensureGoExample";
import { ensureYamlHost } from "../engine/yaml/yamlHost";
import { ensureActionlint } from "../pipelines/actionlint/ensureActionlint";
import { ensureSdkGenerator } from "../plugin/schema/sdkGenerator";
import { ensureReleaseNode } from "../release/ensureReleaseNode";
import {
  ensureVirtualEnvironment,
  PULUMI_SDK,
  PYTHON_BUILD,
  WITNESS,
} from "../support/python/ensureVirtualEnvironment";

/*
 * Installs what the tests need besides npm packages: the Pulumi CLI, its host for YAML, the generator of the SDKs, the
 * example in Go, the checker of workflows, Pulumi's SDK for Python, the official Python client, what builds the Python
 * package and the Node.js of a release. This happens before the tests run, because a build during them would disturb the
 * tests that measure time.
 */
const options = { environment: process.env, report: console.log };

async function main(): Promise<void> {
  const { command } = await ensurePulumiCli(options);
  // Each build with Go takes all cores, and the next one uses what it compiled. The rest mostly waits for downloads.
  await Promise.all([goPrograms(command), downloads()]);
}

async function goPrograms(command: string): Promise<void> {
  await ensureYamlHost(command, options);
  await ensureSdkGenerator(options);
  await ensureGoExample(options);
  await ensureActionlint(options);
}

async function downloads(): Promise<void> {
  await ensureVirtualEnvironment(PULUMI_SDK);
  await ensureVirtualEnvironment(WITNESS);
  await ensureVirtualEnvironment(PYTHON_BUILD);
  await ensureReleaseNode(console.log);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
