import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { longStep } from "./longStep";
import type { MakePulumiCli } from "./makePulumiCli";

/** The module that names the CLI and pins all that it is made of. */
const MODULE = __dirname;

/** How the engine starts dynamic providers. Official CLIs bring it beside them; one elsewhere is used with a warning in each run. */
const DYNAMIC_HOST = "pulumi-resource-pulumi-nodejs";

/** Builds the CLI with Go, for where only Go's module proxy is open: 4 to 6 minutes on 2 cores, 115 MB. */
export const buildPulumiCli: MakePulumiCli = async ({ version, root, environment, report }) => {
  const folder = join(root, "bin");
  await longStep({
    title: `building the Pulumi CLI ${version} with Go`,
    expected: "4 to 6 minutes",
    command: "go",
    args: [
      "build",
      "-mod=readonly",
      "-trimpath",
      // Without -X the CLI tells an empty version, which the Automation API refuses.
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
      "-o",
      join(folder, "pulumi"),
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ],
    directory: MODULE,
    environment: { ...environment, GOWORK: "off" },
    limitSeconds: 1800,
    report,
  });
  await copyFile(require.resolve(`@pulumi/pulumi/${DYNAMIC_HOST}`), join(folder, DYNAMIC_HOST));
  await chmod(join(folder, DYNAMIC_HOST), 0o755);
};
