/*
 * Builds the plugin for this platform into dist/plugin: one bundle, the schema, and the executable that the engine
 * starts. It needs Node.js on PATH.
 */
import { chmodSync, copyFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const source = join(root, "provider", "plugin");
const target = join(root, "dist", "plugin");

const LAUNCHER = `#!/bin/sh
exec node "\${0%/*}/main.js" "$@"
`;

rmSync(target, { recursive: true, force: true });
await build({
  entryPoints: [join(source, "main.ts")],
  outfile: join(target, "main.js"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  minify: true,
  // Errors and stacks name functions and classes.
  keepNames: true,
  legalComments: "linked",
  logLevel: "warning",
});
copyFileSync(join(source, "schema.json"), join(target, "schema.json"));
const launcher = join(target, "pulumi-resource-alicloud-dbs");
writeFileSync(launcher, LAUNCHER);
chmodSync(launcher, 0o755);
