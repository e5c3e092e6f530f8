import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const SDK = join(__dirname, "../../../sdk/python");
const installed = new Map<string, Promise<string>>();

/**
 * Installs this package's SDK for Python with pip into a folder that lasts as long as this process. The packages that it
 * depends on must be there. pip works on a copy of the SDK, because it leaves files where it builds.
 * @param python - path of the interpreter
 * @returns the folder, for PYTHONPATH
 */
export async function installPythonSdk(python: string): Promise<string> {
  const started = installed.get(python) ?? install(python);
  installed.set(python, started);
  return await started;
}

async function install(python: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "python-sdk-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const [copy, target] = [join(folder, "copy"), join(folder, "installed")];
  cpSync(SDK, copy, { recursive: true });
  const offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--quiet"];
  await promisify(execFile)(python, ["-m", "pip", "install", ...offline, "--target", target, copy]);
  return target;
}
