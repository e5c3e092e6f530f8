import { join } from "node:path";
import { buildPackage } from "./buildPackage";
import { buildPlugin } from "./buildPlugin";

/*
 * Builds what the npm package runs and the plugin, or one of the two, into `dist`.
 * usage: main.ts [package] [plugin]
 */
const ROOT = join(__dirname, "../..");

const BUILDS = {
  package: () => buildPackage(ROOT, join(ROOT, "dist/nodejs")),
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
