import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../engine/cli/cacheFolder";

const run = promisify(execFile);

/** Packages of a Python virtual environment. */
export interface PythonPackages {
  /** Name of its folder in the cache. */
  name: string;
  /** What it is in words, for example "the official Python client". */
  title: string;
  /** Path of the file that pins every package. */
  requirements: string;
}

/** The official Python client of the service, with which a test compares the emulator's answers. */
export const WITNESS: PythonPackages = {
  name: "witness",
  title: "the official Python client",
  requirements: join(__dirname, "../../emulator/witness/requirements.txt"),
};

/** Pulumi's SDK for Python, which runs the example in Python. */
export const PULUMI_SDK: PythonPackages = {
  name: "pulumi-sdk",
  title: "Pulumi's SDK for Python",
  requirements: join(__dirname, "../../engine/languages/requirements.txt"),
};

/** What builds the Python package of a release. */
export const PYTHON_BUILD: PythonPackages = {
  name: "python-build",
  title: "what builds the Python package",
  requirements: join(__dirname, "../../../provider/release/requirements.txt"),
};

/**
 * Returns the path of a Python interpreter that has these packages. Its virtual environment is made once in the user's
 * cache folder, and then reused.
 * @throws Error that says what to install
 */
export async function ensureVirtualEnvironment({ name, title, requirements }: PythonPackages): Promise<string> {
  const pinned = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(process.env), `${name}-${pinned}`);
  const python = join(folder, "bin", "python");
  if (existsSync(join(folder, "complete"))) return python;
  console.log(`      installing ${title} into a virtual environment (about half a minute) …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  } catch (error) {
    throw new Error(
      `could not install ${title}; it needs Python 3.10 or newer with venv and pip: ${(error as Error).message}`,
    );
  }
  mkdirSync(join(folder, "complete.part"));
  renameSync(join(folder, "complete.part"), join(folder, "complete"));
  return python;
}
