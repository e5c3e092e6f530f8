import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";

/** Installs the plugin from an archive of a release, as a user without a network does. Returns what the CLI wrote. */
export async function installPlugin(cli: string, archive: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ["plugin", "install", "resource", "alicloud-dbs", PACKAGE_VERSION, "--file", archive];
  const { stdout, stderr } = await promisify(execFile)(cli, args, { env });
  return stdout + stderr;
}
