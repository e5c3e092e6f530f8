import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "./bundle";
import { packageLicences } from "./packageLicences";

/**
 * Writes what the npm package runs: this package's code and zod, in few files with source maps. The dependencies stay
 * packages, so that their fixes reach users without a release of this one.
 */
export async function buildPackage(root: string, output: string): Promise<Metafile> {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const metafile = await bundle({
    root,
    entries: {
      index: "sdk/nodejs/index.ts",
      "gate-provider": "provider/dynamic/gateProvider.ts",
      "task-provider": "provider/dynamic/taskProvider.ts",
    },
    output,
    external: Object.keys({ ...dependencies, ...peerDependencies }),
    slow: Object.keys(dependencies),
    sourceMaps: true,
  });
  writeFileSync(join(output, "LICENSE.packages"), packageLicences(metafile, root));
  return metafile;
}
