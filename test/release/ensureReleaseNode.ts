import { join } from "node:path";
import { fetchNode } from "../../provider/release/fetchNode";
import { NODE_RUNTIME, type Platform, thisPlatform } from "../../provider/release/nodeRuntime";
import { cacheFolder } from "../engine/cli/cacheFolder";

/**
 * Puts the Node.js of a release for this machine into the cache folder, from the copy of an npm package.
 * @returns its platform and folder, or `undefined` if no release is made for this machine
 */
export async function ensureReleaseNode(
  report?: (line: string) => void,
): Promise<{ platform: Platform; folder: string } | undefined> {
  const platform = thisPlatform();
  if (platform === undefined) return undefined;
  const folder = join(cacheFolder(process.env), `node-${NODE_RUNTIME.version}-${platform}`);
  await fetchNode(platform, folder, { from: "npm" }, report ? { report } : {});
  return { platform, folder };
}
