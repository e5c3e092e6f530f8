import { join } from "node:path";
import { buildEmulator } from "./buildEmulator";
import { buildPackage } from "./buildPackage";
import { buildPlugin } from "./buildPlugin";

/*
 * Builds what the npm package runs, the emulator for users' tests and the plugin, or some of them, into `dist`.
 * usage: main.ts [package] [emulator] [plugin]
 */
const ROOT = join(__dirname, "../..");

const BUILDS = {
  package: () => buildPackage(ROOT, join(ROOT, "dist/nodejs")),
  emulator: () => buildEmulator(ROOT, join(ROOT, "dist/emulator")),
  plugin: () => buildPlugin(ROOT, join(ROOT, "dist/plugin")),
};

async function main(words: readonly string[]): Promise<void> {
  const unknown = words.find((word) => !(word in BUILDS));
  if (unknown !== undefined) throw new Error(`${unknown} is not one of ${Object.keys(BUILDS).join(", ")}`);
  const chosen = words.length === 0 ? Object.keys(BUILDS) : words;
  for (const word of chosen) await BUILDS[word as keyof typeof BUILDS]();
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
