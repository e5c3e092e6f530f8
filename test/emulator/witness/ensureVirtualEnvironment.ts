import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const REQUIREMENTS = join(__dirname, "requirements.txt");

/**
 * Returns the path of a Python interpreter that has the pinned official client. Its virtual environment is made once in
 * the user's cache folder, and then reused.
 * @throws Error that says what to install
 */
export async function ensureVirtualEnvironment(): Promise<string> {
  const pinned = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "pulumi-alicloud-dbs", `witness-${pinned}`);
  const python = join(folder, "bin", "python");
  if (existsSync(join(folder, "complete"))) return python;
  console.log("      installing the official Python client into a virtual environment (about half a minute) …");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS]);
  } catch (error) {
    throw new Error(
      `could not install the official Python client; it needs Python 3.9 or newer with venv and pip: ${(error as Error).message}`,
    );
  }
  mkdirSync(join(folder, "complete.part"));
  renameSync(join(folder, "complete.part"), join(folder, "complete"));
  return python;
}
