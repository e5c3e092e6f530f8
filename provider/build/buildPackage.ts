import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "./bundle";
import { packageLicences } from "./packageLicences";

/**
 * Writes what the npm package runs: this package's code and zod, in few files with source maps. The other dependencies
 * stay packages, so that their fixes reach users without a release of this one.
 */
export async function buildPackage(root: string, output: string): Promise<Metafile> {
  const metafile = await bundle({
    root,
    entries: {
      index: "sdk/nodejs/index.ts",
      "gate-provider": "provider/dynamic/gateProvider.ts",
      "task-provider": "provider/dynamic/taskProvider.ts",
    },
    output,
    external: ["@pulumi/pulumi", "@alicloud/*", "https-proxy-agent", "ini"],
    sourceMaps: true,
  });
  writeFileSync(join(output, "LICENSE.packages"), packageLicences(metafile, root));
  return metafile;
}
