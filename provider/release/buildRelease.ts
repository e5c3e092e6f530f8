import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildArchive } from "./buildArchive";
import { type Platform, UNTRIED_PLATFORMS } from "./nodeRuntime";

export interface ReleaseOptions {
  platforms: readonly Platform[];
  version: string;
  /** Folder that `npm run build:plugin` wrote. */
  plugin: string;
  /** Returns the folder with the program and the licence of Node.js for a platform. */
  nodeOf: (platform: Platform) => Promise<string>;
  /** The program of Node.js for this machine, in the version of the release. */
  builder: string;
  /** Files that stand in every archive. */
  documents: readonly string[];
  /** Folder that gets the archives. Whatever it holds is removed first. */
  output: string;
  report: (line: string) => void;
}

/** Writes the archive of each platform, and their checksums in `SHA256SUMS`. */
export async function buildRelease(options: ReleaseOptions): Promise<void> {
  const { platforms, output, nodeOf, report } = options;
  rmSync(output, { recursive: true, force: true });
  const sums: string[] = [];
  for (const platform of platforms) {
    const isUntried = UNTRIED_PLATFORMS.includes(platform);
    const { file, sha256 } = await buildArchive({
      ...options,
      platform,
      node: await nodeOf(platform),
      output: isUntried ? join(output, "untried") : output,
    });
    report(`${sha256}  ${isUntried ? "untried/" : ""}${file}`);
    if (!isUntried) sums.push(`${sha256}  ${file}\n`);
  }
  if (sums.length > 0) writeFileSync(join(output, "SHA256SUMS"), sums.join(""));
}
