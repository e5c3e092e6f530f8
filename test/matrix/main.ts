import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { longStep } from "../engine/cli/longStep";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { CELLS } from "./cells";

/*
 * Runs the SDK tests and the engine tests with the oldest and the newest supported versions, and one between. Each combination gets its
 * own copy of this repository with its own versions of @pulumi/pulumi and Node.js (from the npm package `node`).
 */

const TESTS = ["test/engine/**/*.test.ts", "test/sdk/**/*.test.ts", "test/dynamic/*.test.ts", "examples/**/*.test.ts"];
const root = join(__dirname, "..", "..");

/**
 * Copies the repository's tracked and new files into a folder, installs the packages of the lock file and the versions
 * under test, and builds the library.
 * @returns the environment in which to run the tests
 */
async function prepare({ sdk, node }: (typeof CELLS)[number], folder: string): Promise<NodeJS.ProcessEnv> {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  for (const file of files.toString().split("\0").filter(Boolean)) cpSync(join(root, file), join(folder, file));
  const npm = (title: string, ...args: string[]) =>
    longStep({
      title,
      expected: "about a minute",
      command: "npm",
      args: [...args, "--no-audit", "--no-fund", "--loglevel=error"],
      directory: folder,
      environment: process.env,
      limitSeconds: 900,
      report: console.log,
    });
  await npm("installing the packages of the lock file", "ci");
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { cwd: folder });
  await npm(
    `installing @pulumi/pulumi ${sdk} and node ${node}`,
    "install",
    "--no-save",
    "--force",
    `@pulumi/pulumi@${sdk}`,
    `node@${node}`,
  );
  return { ...process.env, PATH: `${join(folder, "node_modules/node/bin")}${delimiter}${process.env.PATH}` };
}

async function main(): Promise<void> {
  await ensurePulumiCli({ environment: process.env, report: console.log });
  for (const cell of CELLS) {
    const folder = mkdtempSync(join(tmpdir(), "matrix-"));
    try {
      const env = await prepare(cell, folder);
      const version = (command: string, ...args: string[]) =>
        execFileSync(command, args, { cwd: folder, env }).toString().trim();
      const sdk = version("node", "-p", "require('@pulumi/pulumi/package.json').version");
      console.log(`\n━━━ @pulumi/pulumi ${sdk} on Node.js ${version("node", "--version")} ━━━\n`);
      const child = spawn("node", ["node_modules/mocha/bin/mocha.js", ...TESTS], {
        cwd: folder,
        env,
        stdio: "inherit",
      });
      const code = await new Promise((resolve) => child.on("close", resolve));
      if (code !== 0) throw new Error(`the tests with @pulumi/pulumi ${sdk} failed; see the output above`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
