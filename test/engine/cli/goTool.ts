import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder } from "./cacheFolder";
import { longStep } from "./longStep";

/** A program that is built with Go. */
export interface GoTool {
  /** Name of the executable. */
  name: string;
  /** Folder of the Go module that pins the versions. */
  module: string;
  /** The package to build: a path of the module, or `.`. */
  package: string;
  /** Builds the program that runs the tests of the package, in place of the package's own. Default: false. */
  isTest?: boolean;
  /** Files that stand elsewhere and are built as if they stood in the module's folder, by their names there. */
  overlay?: Readonly<Record<string, string>>;
  /** Files in the module's folder on which the program depends. Another content makes another build. */
  sources: string[];
  /** Time that the build usually takes, such as "2 minutes". */
  expected: string;
  /** What a person can do where it can't be built. */
  advice: string;
}

export interface GoToolOptions {
  /** Environment in which PATH, XDG_CACHE_HOME and HOME are looked up. It is passed to the build. */
  environment: NodeJS.ProcessEnv;
  /** Receives the progress lines of a build. */
  report: (line: string) => void;
  /** Default: `go build`. */
  build?: (tool: GoTool, output: string, options: GoToolOptions) => Promise<void>;
}

/**
 * Returns the path of a program that is built with Go. It is built once into this package's cache folder, and again when
 * one of its sources changes.
 * @throws Error with the reason and what to do, if it can't be built
 */
export async function ensureGoTool(tool: GoTool, options: GoToolOptions): Promise<string> {
  const sources = await Promise.all(tool.sources.map((file) => readFile(join(tool.module, file))));
  const hash = createHash("sha256");
  for (const source of sources) hash.update(source);
  const folder = join(cacheFolder(options.environment), `${tool.name}-${hash.digest("hex").slice(0, 12)}`);
  const command = join(folder, tool.name);
  if (await isExecutable(command)) return command;

  await mkdir(cacheFolder(options.environment), { recursive: true });
  // The program is built in a folder beside its final place and then moved there in one step, so that neither an
  // interrupted run nor two simultaneous runs leave half a program.
  const part = await mkdtemp(`${folder}.part-`);
  try {
    await (options.build ?? goBuild)(tool, join(part, tool.name), options);
    await rename(part, folder).catch(async (error: Error) => {
      if (!(await isExecutable(command))) throw error;
    });
  } catch (error) {
    throw new Error(
      `${tool.name} is not in the cache and could not be built: ${(error as Error).message}\n${tool.advice}`,
    );
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  return command;
}

async function goBuild(tool: GoTool, output: string, { environment, report }: GoToolOptions): Promise<void> {
  const replaced = Object.entries(tool.overlay ?? {}).map(([name, path]) => [join(tool.module, name), path]);
  const overlay = `${output}.overlay.json`;
  await writeFile(overlay, JSON.stringify({ Replace: Object.fromEntries(replaced) }));
  await longStep({
    title: `building ${basename(output)} with Go`,
    expected: tool.expected,
    command: "go",
    args: [
      ...(tool.isTest ? ["test", "-c"] : ["build"]),
      "-mod=readonly",
      "-trimpath",
      `-overlay=${overlay}`,
      "-ldflags",
      "-s -w",
      "-o",
      output,
      tool.package,
    ],
    directory: tool.module,
    environment: { ...environment, GOWORK: "off" },
    limitSeconds: 1800,
    report,
  }).finally(() => rm(overlay));
}

async function isExecutable(command: string): Promise<boolean> {
  return await access(command, constants.X_OK).then(
    () => true,
    () => false,
  );
}
