/*
 * Builds the plugin for this platform into dist/plugin: one bundle, the schema, and the executable that the engine
 * starts. In an archive of a release, Node.js stands beside it. Otherwise it needs Node.js on PATH.
 */
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const source = join(root, "provider", "plugin");
const target = join(root, "dist", "plugin");

/**
 * Starts the bundle with the Node.js beside it. If that one does not run here, for example because of another C library,
 * it uses the one on PATH.
 */
const LAUNCHER = `#!/bin/sh
here=\${0%/*}
node=$here/node
"$node" -v >/dev/null 2>&1 || node=node
if ! command -v "$node" >/dev/null; then
  echo "pulumi-resource-alicloud-dbs needs Node.js 20.19 or newer on PATH" >&2
  exit 1
fi
exec "$node" "$here/main.js" "$@"
`;

/** Begins the bundle. An older Node.js would end with an error inside it. */
const OLD_NODE = `{ const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) { console.error("pulumi-resource-alicloud-dbs needs Node.js 20.19 or newer, but " + process.execPath + " is " + process.version); process.exit(1); } }`;

rmSync(target, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [join(source, "main.ts")],
  outfile: join(target, "main.js"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  minify: true,
  // Errors and stacks name functions and classes.
  keepNames: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  banner: { js: OLD_NODE },
});
copyFileSync(join(source, "schema.json"), join(target, "schema.json"));
writeFileSync(join(target, "LICENSE.packages"), licences(Object.keys(metafile.inputs)));
const launcher = join(target, "pulumi-resource-alicloud-dbs");
writeFileSync(launcher, LAUNCHER);
chmodSync(launcher, 0o755);

/** Returns the licences of the packages that these modules come from. */
function licences(modules) {
  const folders = modules.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : `\n\n${readFileSync(join(root, folder, file), "utf8").trim()}`;
    return `${name} ${version}: ${typeof license === "string" ? license : license?.type}${text}\n`;
  });
  return texts.join("\n----\n\n");
}
