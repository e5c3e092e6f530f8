import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "./bundle";

/** Writes the emulator for users' tests: the module `index.js` and the command `main.js`. They need Node.js alone. */
export async function buildEmulator(root: string, output: string): Promise<Metafile> {
  const metafile = await bundle({
    root,
    entries: { index: "sdk/emulator/index.ts", main: "sdk/emulator/main.ts" },
    output,
    external: [],
    slow: [],
    sourceMaps: false,
  });
  chmodSync(join(output, "main.js"), 0o755);
  return metafile;
}
