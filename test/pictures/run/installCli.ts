import { copyFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { languageHostFolder } from "../../engine/programs/languageHostFolder";

/**
 * Makes a folder that holds the CLI beside its hosts, as Pulumi's downloads do. Otherwise the CLI warns that it uses
 * hosts from elsewhere.
 * @returns the path of the CLI there
 */
export function installCli(cli: string, directory: string): string {
  const folder = languageHostFolder(directory);
  const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
  copyFileSync(join(sdk, "pulumi-resource-pulumi-nodejs"), join(folder, "pulumi-resource-pulumi-nodejs"));
  copyFileSync(realpathSync(cli), join(folder, "pulumi"));
  return join(folder, "pulumi");
}
