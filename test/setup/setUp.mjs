/*
 * Prepares a fresh clone: installs the packages of the lock file, unless they are installed already, and builds the
 * library and the plugin. It is plain JavaScript and uses Node.js only, because nothing else is installed yet.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const stamp = join(root, "node_modules", ".installed-lock-file");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js ${process.versions.node} is too old; install Node.js 20.19 or newer.`);
  process.exit(1);
}

const lockFile = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lockFile) {
  await run("installing the packages of the lock file (about a minute)", "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stamp, lockFile);
}
await run("checking the library and writing its types (a few seconds)", process.execPath, [
  join(root, "node_modules", "typescript", "bin", "tsc"),
  "-p",
  "tsconfig.build.json",
]);
await run("building the library and the plugin (a few seconds)", process.execPath, [
  join(root, "node_modules", "ts-node", "dist", "bin.js"),
  join(root, "provider", "build", "main.ts"),
]);

/** Runs a command. Reports its start, its progress every 15 s and its end, and prints its output only if it fails. */
async function run(what, command, args) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`set-up: ${what} …`);
  const alive = setInterval(() => console.log(`set-up: still ${what}, ${seconds()} s so far`), 15_000);
  const output = [];
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("error", (error) => {
      output.push(Buffer.from(String(error)));
      resolve(1);
    });
    child.on("close", resolve);
  });
  clearInterval(alive);
  if (code !== 0) {
    console.error(Buffer.concat(output).toString());
    console.error(`set-up: ${what} failed with code ${code} after ${seconds()} s; see the output above`);
    process.exit(1);
  }
  console.log(`set-up: done in ${seconds()} s`);
}
