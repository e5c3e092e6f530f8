import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A platform for which the plugin is released, by Pulumi's names of systems and processors. */
export type Platform = "linux-amd64" | "linux-arm64" | "darwin-amd64" | "darwin-arm64" | "windows-amd64";

/**
 * The Node.js of a release, which stands beside the plugin's scripts. The hashes in `runtime.json` are those of the programs
 * in the npm packages. They were not compared with the site's archives yet: the first release does that, because
 * `fetchNode` accepts nothing else from the site. For another version, write the hashes of its npm packages there.
 */
export interface NodeRuntime {
  version: string;
  platforms: Record<
    Platform,
    {
      /** Name of the platform in the downloads of Node.js. */
      node: string;
      /** npm package that holds a copy of the program, for trials. */
      package: string;
      /** SHA-256 of the program itself, in hexadecimal digits. */
      sha256: string;
    }
  >;
}

export const NODE_RUNTIME: NodeRuntime = JSON.parse(readFileSync(join(__dirname, "runtime.json"), "utf8"));

export const PLATFORMS = Object.keys(NODE_RUNTIME.platforms) as Platform[];

/**
 * Platforms on which nobody has run the plugin yet. Their archives stand in a folder of their own, without a published
 * checksum, so that who publishes a release does not publish them.
 */
export const UNTRIED_PLATFORMS: readonly Platform[] = ["windows-amd64"];

/** Returns the platform of this machine, or `undefined` if none is released for it. */
export function thisPlatform(): Platform | undefined {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return PLATFORMS.find((platform) => platform === `${system}-${process.arch === "x64" ? "amd64" : process.arch}`);
}
