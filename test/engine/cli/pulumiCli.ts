import { access, constants, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { buildPulumiCli } from "./buildPulumiCli";
import { cachedPulumiCli } from "./cachedPulumiCli";
import { installPulumiCli } from "./installPulumiCli";
import type { MakePulumiCli } from "./makePulumiCli";
import { OLDEST_PULUMI_VERSION, PULUMI_VERSION } from "./pulumiVersion";
import { readPulumiVersion } from "./readPulumiVersion";

export interface PulumiCliOptions {
  /** Environment in which PATH, XDG_CACHE_HOME and HOME are looked up. It is passed to every command. */
  environment: NodeJS.ProcessEnv;
  /** Receives a line for each skipped CLI, and the progress lines of long steps. */
  report: (line: string) => void;
  /** Default: `installPulumiCli`. */
  install?: MakePulumiCli;
  /** Default: `buildPulumiCli`. */
  build?: MakePulumiCli;
}

/**
 * Returns the first Pulumi CLI that works. Tries every CLI on PATH, then the one in this package's cache folder, then
 * one that Pulumi's installer downloads into that folder, then one that is built there with Go. The `command` of the
 * result is an absolute path.
 * @throws Error with everything that was tried, the reason for each failure, and what to install
 */
export async function ensurePulumiCli(options: PulumiCliOptions): Promise<PulumiCommand> {
  const { environment, report, install = installPulumiCli, build = buildPulumiCli } = options;
  const tried: string[] = [];
  const attempt = async (what: string, find: () => Promise<string>): Promise<PulumiCommand | undefined> => {
    try {
      const command = await find();
      return pulumiCommand(command, await readPulumiVersion(command, environment));
    } catch (error) {
      tried.push(`${what}: ${(error as Error).message}`);
      return undefined;
    }
  };

  for (const command of await onPath(environment.PATH ?? "")) {
    const cli = await attempt(`${command} (on PATH)`, () => Promise.resolve(command));
    if (cli !== undefined) return cli;
    report(`skipping ${tried.at(-1)}`);
  }
  if (tried.length === 0) tried.push("pulumi is not on PATH");

  const root = cachedPulumiCli(environment);
  const cached = join(root, "bin", "pulumi");
  const inCache = () => attempt(`${cached} (cached)`, () => executable(cached));
  const made = async (what: string, make: MakePulumiCli) =>
    await attempt(what, async () => {
      await mkdir(dirname(root), { recursive: true });
      // The CLI is made in a folder next to its final place, and then moved there in one step. This way, neither an
      // interrupted run nor two simultaneous runs can leave half a CLI in the cache.
      const part = await mkdtemp(`${root}.part-`);
      try {
        await make({ version: PULUMI_VERSION, root: part, environment, report });
        await readPulumiVersion(join(part, "bin", "pulumi"), environment);
        await publish(part, root, async () => (await inCache()) !== undefined);
      } finally {
        await rm(part, { recursive: true, force: true });
      }
      return cached;
    });

  const cli =
    (await inCache()) ??
    (await made("download with Pulumi's installer", install)) ??
    (await made("build with Go", build));
  if (cli !== undefined) return cli;
  throw new Error(
    [
      "No Pulumi CLI was found, and none could be installed:",
      ...tried.map((line) => `  - ${line.replaceAll("\n", "\n    ")}`),
      `Install the Pulumi CLI ${OLDEST_PULUMI_VERSION} or newer (https://www.pulumi.com/docs/install/) and put it on PATH.`,
      "Or install Go 1.25 or newer (https://go.dev/dl/) and run this again to build the CLI from Go's module proxy.",
    ].join("\n"),
  );
}

async function onPath(path: string): Promise<string[]> {
  const commands = path
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, "pulumi"));
  const found = await Promise.all(commands.map((command) => executable(command).catch(() => undefined)));
  return [...new Set(found.filter((command) => command !== undefined))];
}

async function executable(command: string): Promise<string> {
  await access(command, constants.X_OK).catch(() => {
    throw new Error("it does not exist or is not executable");
  });
  return command;
}

/** Moves a finished folder to its final place. If a faster run has already put a working CLI there, keeps that one. */
async function publish(part: string, root: string, works: () => Promise<boolean>): Promise<void> {
  try {
    await rename(part, root);
  } catch {
    if (await works()) return;
    await rm(root, { recursive: true, force: true });
    await rename(part, root);
  }
}

/**
 * Makes a `PulumiCommand` directly. The SDK's own `PulumiCommand.get` would write to the user's Pulumi home, and
 * it requires a folder named `bin`.
 */
function pulumiCommand(...args: [command: string, version: PulumiCommand["version"]]): PulumiCommand {
  return Reflect.construct(PulumiCommand, args) as PulumiCommand;
}
