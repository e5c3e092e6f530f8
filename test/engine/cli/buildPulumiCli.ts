import { chmod, copyFile } from "node:fs/promises";
import { join } from "node:path";
import { longStep } from "./longStep";
import type { MakePulumiCli } from "./makePulumiCli";

/**
 * Folder of the Go module that declares the CLI as a tool and pins its version and all its dependencies. The generator of
 * the SDKs is in the same module, so what both need is built once.
 */
const MODULE = join(__dirname, "../../../sdk/generate");

/**
 * Script with which the engine starts dynamic providers. Official CLIs have it in their own folder. The engine also
 * finds it elsewhere, but then prints a warning in each run.
 */
const DYNAMIC_HOST = "pulumi-resource-pulumi-nodejs";

/**
 * Builds the CLI with Go, for machines that can reach only Go's module proxy. The build takes 4 to 6 minutes on 2 cores
 * and needs 115 MB.
 */
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
      // Without -X the CLI would print an empty version, which the Automation API refuses.
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
