import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { SemVer } from "semver";
import { OLDEST_PULUMI_VERSION } from "./pulumiVersion";

/**
 * Asks a CLI for its version, with a Pulumi home of its own, since even `pulumi version` writes a log there (seen with 3.259).
 * @param command the path of the executable
 * @throws Error with the reason, when it does not run, tells no version (as one that was built without it, which the
 * Automation API refuses) or is too old for resource hooks
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
    throw new Error(`its version is ${version}, and ${OLDEST_PULUMI_VERSION} or a later 3.x is needed`);
  }
  return version;
}

function parse(text: string): SemVer {
  try {
    return new SemVer(text);
  } catch {
    throw new Error(`it tells no version but "${text}"`);
  }
}
