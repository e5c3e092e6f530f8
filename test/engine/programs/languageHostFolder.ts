import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes a folder with the language host, under the name by which the engine looks for it on PATH. */
export function languageHostFolder(directory: string): string {
  const folder = join(directory, "bin");
  mkdirSync(folder, { recursive: true });
  const host = join(folder, "pulumi-language-nodejs");
  const tsNode = join(__dirname, "..", "..", "..", "node_modules", "ts-node", "dist", "bin.js");
  const script = join(__dirname, "languageHost.ts");
  writeFileSync(host, `#!/bin/sh\nexec "${process.execPath}" "${tsNode}" --transpile-only "${script}" "$@"\n`);
  chmodSync(host, 0o755);
  return folder;
}
