import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
let packed: Promise<string> | undefined;

/** A user's project with this package installed from its `npm pack` file, and other packages from the registry. */
export interface InstalledProject {
  folder: string;
  /** Runs JavaScript in the project and returns what it printed. */
  node(script: string, environment?: Record<string, string>): Promise<string>;
  remove(): void;
}

/**
 * Makes a temporary project and installs this package in it.
 * @param packages - other packages to install, in the form that `npm install` accepts
 */
export async function installProject(...packages: string[]): Promise<InstalledProject> {
  packed ??= pack();
  const folder = mkdtempSync(join(tmpdir(), "installed-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "a-users-project", private: true }));
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // A cached list of versions may not contain the latest one yet.
  const cache = packages.some((name) => name.endsWith("@latest")) ? [] : ["--prefer-offline"];
  await run("npm", ["install", ...quiet, ...cache, await packed, ...packages], { cwd: folder });
  return {
    folder,
    node: async (script, environment = {}) => {
      const { stdout } = await run(process.execPath, ["-e", script], {
        cwd: folder,
        env: { ...process.env, ...environment },
      });
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function pack(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}
