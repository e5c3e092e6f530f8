import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { joinFiles } from "./joinFiles";
import { lateModules } from "./lateModules";
import { refuseEqualNames } from "./refuseEqualNames";
import { writtenMetafile } from "./writtenMetafile";

/** A bundle: its modules, and what becomes of the packages that they import. */
export interface Bundle {
  /** Folder that all other paths are relative to. */
  root: string;
  /** Source of each entry by its name. */
  entries: Readonly<Record<string, string>>;
  /** Folder for the files. What it held is removed. */
  output: string;
  /** Packages that stay outside. */
  external: readonly string[];
  /** Packages that take long to load. A module that imports one at its head becomes a file of its own. */
  slow: readonly string[];
  /** Packages that others load at their head, but that nothing here uses. An empty module stands in for each. */
  unused?: readonly string[];
  sourceMaps: boolean;
}

const OPTIONS = { platform: "node", target: "node20.19", legalComments: "none", logLevel: "warning" } as const;

/**
 * Writes few CommonJS files from many modules. What the entries import at their head is loaded with them. What they
 * import later is in one file for each top folder, except modules that need a slow package. A module stands in one file
 * alone, so its state exists once in a process, whichever entry is loaded.
 *
 * esbuild splits only ES modules. Therefore it makes ES modules first, and then turns each file into CommonJS.
 * @returns what the written files hold and import
 * @throws Error if two modules that are imported later export the same name
 */
export async function bundle(given: Bundle): Promise<Metafile> {
  const options = {
    ...OPTIONS,
    absWorkingDir: given.root,
    entryPoints: { ...given.entries },
    external: [...given.external],
    outdir: given.output,
    bundle: true,
    splitting: true,
    format: "esm",
    sourcemap: given.sourceMaps ? "inline" : false,
    sourcesContent: false,
    metafile: true,
    write: false,
  } satisfies BuildOptions;
  const { metafile: scanned } = await build(options);
  const late = lateModules(scanned, given.slow);
  const plugins = [joinLate(late, given.root), emptyModules(given.unused ?? [])];
  const { outputFiles, metafile } = await build({ ...options, plugins });
  await refuseEqualExports(late, given);
  const scripts = outputFiles.filter(({ path }) => path.endsWith(".js"));
  const joined = await joinFiles(scripts, metafile, Object.values(given.entries), {
    ...options,
    sourcemap: given.sourceMaps ? "linked" : false,
  });

  rmSync(given.output, { recursive: true, force: true });
  mkdirSync(given.output, { recursive: true });
  for (const { path, text } of joined.outputFiles) writeFileSync(join(given.output, basename(path)), text);
  return writtenMetafile(metafile, joined.metafile);
}

/** Makes these packages empty modules. */
function emptyModules(packages: readonly string[]): Plugin {
  return {
    name: "empty modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[^.]/ }, ({ path }) =>
        packages.includes(path) ? { path, namespace: "empty", sideEffects: false } : undefined,
      );
      onLoad({ filter: /^/, namespace: "empty" }, () => ({ contents: "module.exports = {};" }));
    },
  };
}

/** Makes every later import of a module an import of the one module that exports all of its group. */
function joinLate(groups: ReadonlyMap<string, readonly string[]>, root: string): Plugin {
  const groupOf = new Map(
    [...groups].flatMap(([folder, paths]) => paths.map((path) => [join(root, path), folder] as const)),
  );
  return {
    name: "late modules",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\./ }, async ({ kind, path, resolveDir, importer }) => {
        if (kind !== "dynamic-import") return undefined;
        const found = await resolve(path, { kind: "import-statement", resolveDir, importer });
        const folder = groupOf.get(found.path);
        return folder === undefined ? undefined : { path: `late-${folder}`, namespace: "late" };
      });
      onLoad({ filter: /^/, namespace: "late" }, ({ path }) => ({
        contents: (groups.get(path.replace("late-", "")) ?? [])
          .map((each) => `export * from ${JSON.stringify(join(root, each))};`)
          .join("\n"),
        resolveDir: root,
      }));
    },
  };
}

/** Refuses equal names in a group of modules that are imported later. */
async function refuseEqualExports(groups: ReadonlyMap<string, readonly string[]>, { root }: Bundle): Promise<void> {
  for (const [folder, paths] of groups) {
    const { metafile } = await build({
      ...OPTIONS,
      absWorkingDir: root,
      entryPoints: [...paths],
      outdir: root,
      format: "esm",
      metafile: true,
      write: false,
    });
    refuseEqualNames(
      `late-${folder}`,
      Object.values(metafile.outputs).flatMap((output) => output.exports),
    );
  }
}
