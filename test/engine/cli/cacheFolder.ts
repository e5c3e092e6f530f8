import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Returns `${XDG_CACHE_HOME:-~/.cache}/pulumi-alicloud-dbs`. A relative XDG_CACHE_HOME is ignored, as the XDG Base
 * Directory Specification requires.
 */
export function cacheFolder({ XDG_CACHE_HOME: cache, HOME: home }: NodeJS.ProcessEnv): string {
  return join(cache && isAbsolute(cache) ? cache : join(home || homedir(), ".cache"), "pulumi-alicloud-dbs");
}
