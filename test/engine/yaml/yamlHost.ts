import { access, constants } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { ensureGoTool, type GoTool, type GoToolOptions } from "../cli/goTool";

const NAME = "pulumi-language-yaml";

/**
 * The host that runs programs in YAML. Its module is not that of the CLI: the newest version that Go's module proxy
 * serves (1.25.0) does not compile with the packages of the CLI (3.259.0).
 */
const YAML_HOST: GoTool = {
  name: NAME,
  module: __dirname,
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  sources: ["go.mod", "go.sum"],
  expected: "2 to 4 minutes",
  advice:
    "Install the Pulumi CLI, which comes with it (https://www.pulumi.com/docs/install/), and put it on PATH. " +
    "Or install Go 1.25 or newer (https://go.dev/dl/) and run this again to build it from Go's module proxy.",
};

/**
 * Returns the host that runs programs in YAML: the one beside the CLI, else one on PATH, else one that is built with Go
 * and kept in this package's cache folder.
 * @param cli - path of the CLI
 * @throws Error with the reason and what to do, if there is none and it can't be built
 */
export async function ensureYamlHost(cli: string, options: GoToolOptions): Promise<string> {
  const folders = [dirname(cli), ...(options.environment.PATH ?? "").split(delimiter).filter(isAbsolute)];
  for (const command of folders.map((folder) => join(folder, NAME))) {
    const works = await access(command, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (works) return command;
  }
  return await ensureGoTool(YAML_HOST, options);
}
