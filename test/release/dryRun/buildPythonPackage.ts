import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureVirtualEnvironment, PYTHON_BUILD } from "../../support/python/ensureVirtualEnvironment";

/**
 * Builds the source archive and the wheel of the SDK for Python, as a release does. The tool leaves files where it builds,
 * so it works on a copy.
 * @param sdk - folder of the SDK
 * @param output - folder that gets both files
 */
export async function buildPythonPackage(sdk: string, output: string): Promise<void> {
  const python = await ensureVirtualEnvironment(PYTHON_BUILD);
  const folder = mkdtempSync(join(tmpdir(), "python-package-"));
  try {
    const copy = join(folder, "sdk");
    cpSync(sdk, copy, { recursive: true, filter: (path) => !/\/(build|[^/]+\.egg-info)$/.test(path) });
    await promisify(execFile)(python, ["-m", "build", "--no-isolation", "--outdir", output, copy]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
