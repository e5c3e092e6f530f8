import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { longStep } from "./longStep";
import type { MakePulumiCli } from "./makePulumiCli";

/**
 * Script that runs the installer in a separate process. The installer has no time limit of its own, and it starts the
 * new CLI with the Pulumi home of the process that it runs in.
 */
const INSTALL = `
require(process.argv[1]).PulumiCommand.install({ version: process.argv[2], root: process.argv[3] })
  .catch((error) => { console.error(error.message); process.exit(1); });`;

/** Downloads the official CLI with the installer of Pulumi's Automation API. */
export const installPulumiCli: MakePulumiCli = async ({ version, root, environment, report }) => {
  const home = await mkdtemp(join(tmpdir(), "pulumi-home-"));
  try {
    await longStep({
      title: `downloading the Pulumi CLI ${version}`,
      expected: "about a minute",
      command: process.execPath,
      args: ["-e", INSTALL, require.resolve("@pulumi/pulumi/automation"), version, root],
      directory: home,
      environment: { ...environment, PULUMI_HOME: home },
      limitSeconds: 600,
      report,
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};
