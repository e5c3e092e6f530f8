import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SemVer } from "semver";
import { OLDEST_PULUMI_VERSION } from "./pulumiVersion";

/**
 * Returns the version of a CLI. Runs it with a temporary Pulumi home, because even `pulumi version` writes a log to its
 * home (seen with 3.259).
 * @param command - path of the executable
 * @throws Error with the reason if the CLI does not run, is too old for resource hooks or prints no version. A CLI that
 * was built without a version prints none, and the Automation API would refuse it.
 */
export async function readPulumiVersion(command: string, environment: NodeJS.ProcessEnv): Promise<SemVer> {
  const home = await mkdtemp(join(tmpdir(), "pulumi-home-"));
  let text: string;
  try {
    const { stdout } = await promisify(execFile)(command, ["version"], {
      env: { ...environment, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "1" },
      timeout: 60_000,
    });
    text = stdout.trim();
  } catch (error) {
    throw new Error(`it does not run (${(error as Error).message.trim().split("\n")[0]})`);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  const version = parse(text);
  if (version.major !== 3 || version.compare(OLDEST_PULUMI_VERSION) < 0) {
    throw new Error(`its version is ${version}, but ${OLDEST_PULUMI_VERSION} or a later 3.x is required`);
  }
  return version;
}

function parse(text: string): SemVer {
  try {
    return new SemVer(text);
  } catch {
    throw new Error(`it printed "${text}" instead of a version`);
  }
}
