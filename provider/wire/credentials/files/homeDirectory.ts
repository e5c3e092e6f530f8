import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../../configuration/settings";

/** Environment variables that name the home directory. */
export const HOME_VARIABLES = ["HOME", "USERPROFILE"];

/**
 * Returns the home directory, or `undefined` if there is none. An empty or relative HOME names none: the files below it
 * would be those of the working directory.
 */
export function homeDirectory({ HOME, USERPROFILE }: Environment): string | undefined {
  const named = HOME || USERPROFILE || (HOME ?? homedir());
  return isAbsolute(named) ? named : undefined;
}

/** Returns the path of the command-line tool's configuration file. */
export function cliConfigFile(environment: Environment): string | undefined {
  const home = homeDirectory(environment);
  return home === undefined ? undefined : join(home, ".aliyun", "config.json");
}
