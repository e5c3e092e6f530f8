import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "./bundle";
import { packageLicences } from "./packageLicences";

/** Name of the program that Pulumi's engine starts. */
export const PROGRAM = "pulumi-resource-alicloud-dbs";

/** Folder beside the plugin in which Node.js keeps what it compiles. */
const CACHE = "compiled";

/**
 * Packages for WebSockets, XML and dates, which a package of the cloud's client loads at its head. Signing a request
 * needs none of them, and without them a preview in YAML takes 6 to 10 % less time. A test names who imports them.
 */
export const UNUSED: readonly string[] = ["lodash", "moment", "socks-proxy-agent", "ws", "xml2js"];

/**
 * Starts the plugin with the Node.js beside it. If that one does not run here, for example because of another C library,
 * it uses the one on PATH.
 */
const LAUNCHER = `#!/bin/sh
here=\${0%/*}
node=$here/node
"$node" -v >/dev/null 2>&1 || node=node
if ! command -v "$node" >/dev/null; then
  echo "${PROGRAM} needs Node.js 20.19 or newer on PATH" >&2
  exit 1
fi
exec "$node" "$here/main.js" "$@"
`;

/**
 * The file that Node.js starts. An older Node.js would end with an error inside the bundle. One of 22.10 or newer keeps
 * what it compiles in the plugin's folder, which makes the next start 12 % shorter. It would do so at its end, but the
 * engine kills a plugin. In the program for Windows, this file is inside Node.js, where `require` finds no files.
 */
const MAIN = `const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error("${PROGRAM} needs Node.js 20.19 or newer, but " + process.execPath + " is " + process.version);
  process.exit(1);
}
const { createRequire, enableCompileCache, flushCompileCache } = require("node:module");
enableCompileCache?.(__dirname + "/${CACHE}");
createRequire(__filename)("./plugin.js").started.then(() => flushCompileCache?.());
`;

/**
 * Writes the plugin for this platform: few files, the schema, and the program that the engine starts. In an archive of a
 * release, Node.js stands beside it. Otherwise it needs Node.js on PATH.
 */
export async function buildPlugin(root: string, output: string): Promise<Metafile> {
  const source = join(root, "provider/plugin");
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const metafile = await bundle({
    root,
    entries: { plugin: "provider/plugin/main.ts" },
    output,
    // A server of gRPC loads it only to describe itself, which nobody asks of the plugin.
    external: ["@grpc/proto-loader"],
    // The plugin tells its port before it loads gRPC.
    slow: [...Object.keys(dependencies), "@grpc/grpc-js"],
    unused: UNUSED,
    // Functions keep their names, so a stack tells enough. Maps would make 300 KB of packed scripts 220 KB larger, and
    // Node.js reads them only with a flag.
    sourceMaps: false,
  });
  copyFileSync(join(source, "schema.json"), join(output, "schema.json"));
  writeFileSync(join(output, "LICENSE.packages"), packageLicences(metafile, root));
  writeFileSync(join(output, "main.js"), MAIN);
  writeFileSync(join(output, PROGRAM), LAUNCHER);
  chmodSync(join(output, PROGRAM), 0o755);
  return metafile;
}
