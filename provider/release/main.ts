import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PACKAGE_VERSION } from "../core/packageVersion";
import { buildArchive } from "./buildArchive";
import { fetchNode, type NodeSource } from "./fetchNode";
import { PLATFORMS, type Platform, thisPlatform } from "./nodeRuntime";

/*
 * Writes the archives of a release and their checksums into dist/release, for these platforms or for all. It needs the
 * plugin that `npm run build:plugin` makes.
 * usage: main.ts [--platform linux-amd64]… [--node site|npm]
 */
const ROOT = join(__dirname, "../..");
const OUTPUT = join(ROOT, "dist/release");
const NODES = join(ROOT, "dist/node");

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { platform: { type: "string", multiple: true }, node: { type: "string", default: "site" } },
  });
  const wanted = values.platform ?? PLATFORMS;
  const unknown = wanted.find((platform) => !PLATFORMS.includes(platform as Platform));
  if (unknown !== undefined) throw new Error(`--platform ${unknown} is not one of ${PLATFORMS.join(", ")}`);
  if (values.node !== "site" && values.node !== "npm") throw new Error("--node is not one of site, npm");
  const source: NodeSource = { from: values.node };
  const here = thisPlatform();
  if (here === undefined) throw new Error(`a release can't be built on ${process.platform} ${process.arch}`);

  rmSync(OUTPUT, { recursive: true, force: true });
  const builder = await fetchNode(here, join(NODES, here), source);
  const sums: string[] = [];
  for (const platform of wanted as Platform[]) {
    await fetchNode(platform, join(NODES, platform), source);
    const { file, sha256 } = await buildArchive({
      platform,
      version: PACKAGE_VERSION,
      plugin: join(ROOT, "dist/plugin"),
      node: join(NODES, platform),
      builder,
      documents: [join(ROOT, "LICENSE")],
      output: OUTPUT,
    });
    console.log(`${sha256}  ${file}`);
    sums.push(`${sha256}  ${file}\n`);
  }
  writeFileSync(join(OUTPUT, "SHA256SUMS"), sums.join(""));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
