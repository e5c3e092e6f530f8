import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { PACKAGE_VERSION } from "../core/packageVersion";
import { buildRelease } from "./buildRelease";
import { changelogSection } from "./changelogSection";
import { fetchNode } from "./fetchNode";
import { PLATFORMS, type Platform, thisPlatform } from "./nodeRuntime";

/*
 * Writes the archives of a release, their checksums and its notes into dist/release, for these platforms or for all. It needs
 * the plugin that `npm run build:plugin` makes.
 * usage: main.ts [--platform linux-amd64]… [--node site|npm]
 */
const ROOT = join(__dirname, "../..");

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { platform: { type: "string", multiple: true }, node: { type: "string", default: "site" } },
  });
  const platforms = (values.platform ?? PLATFORMS) as Platform[];
  const unknown = platforms.find((platform) => !PLATFORMS.includes(platform));
  if (unknown !== undefined) throw new Error(`--platform ${unknown} is not one of ${PLATFORMS.join(", ")}`);
  const from = values.node;
  if (from !== "site" && from !== "npm") throw new Error(`--node ${from} is not one of site, npm`);
  const here = thisPlatform();
  if (here === undefined) throw new Error(`a release can't be built on ${process.platform} ${process.arch}`);

  // Each source has folders of its own, so that what a trial took from npm never gets into a release.
  const node = (platform: Platform) =>
    fetchNode(platform, join(ROOT, "dist/node", from, platform), { from }, { report: console.log });
  await buildRelease({
    platforms,
    version: PACKAGE_VERSION,
    plugin: join(ROOT, "dist/plugin"),
    nodeOf: async (platform) => dirname(await node(platform)),
    builder: await node(here),
    documents: [join(ROOT, "LICENSE")],
    output: join(ROOT, "dist/release"),
    report: console.log,
  });
  const section = changelogSection(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"), PACKAGE_VERSION);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section ${PACKAGE_VERSION}`);
  writeFileSync(join(ROOT, "dist/release/NOTES.md"), section.text);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
