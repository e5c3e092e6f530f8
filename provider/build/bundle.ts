import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { lateModules } from "./lateModules";

/** What to bundle, and where to. */
export interface Bundle {
  /** Folder that all other paths are relative to. */
  root: string;
  /** Source of each entry by its name. */
  entries: Readonly<Record<string, string>>;
  /** Folder for the files. What it held is removed. */
  output: string;
  /** Packages that stay outside. */
  external: readonly string[];
  /** Packages that others load at their head, but that nothing here uses. An empty module stands in for each. */
  unused?: readonly string[];
  sourceMaps: boolean;
}

const COMMON = { platform: "node", target: "node20.19", legalComments: "none", logLevel: "warning" } as const;

/** Names stay as they are, because errors and stacks show them. */
const SMALLER = { minifyWhitespace: true, minifySyntax: true } as const;

/**
 * Writes few CommonJS files from many modules. What the entries import at their head is loaded with them. Of what they
 * import later, one file holds everything but the modules that need a package of `LOADED_ALONE`. A module stands in one
 * file alone, so its state exists once in a process, whichever entry is loaded.
 *
 * esbuild splits only ES modules. Therefore it makes ES modules first, and then turns each file into CommonJS.
 */
export async function bundle(given: Bundle): Promise<Metafile> {
  const options = {
    ...COMMON,
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
  const late = lateModules(scanned);
  const { outputFiles, metafile } = await build({
    ...options,
    plugins: [asOne(late, given.root), empty(given.unused ?? [])],
  });

  rmSync(given.output, { recursive: true, force: true });
  mkdirSync(given.output, { recursive: true });
  for (const { path, text } of outputFiles) {
    const { code, map } = await transform(text, {
      ...COMMON,
      ...SMALLER,
      format: "cjs",
      sourcefile: path,
      // Becomes a `require` that runs later.
      supported: { "dynamic-import": false },
      sourcemap: given.sourceMaps ? "external" : false,
      sourcesContent: false,
    });
    const name = relative(given.output, path);
    writeFileSync(path, given.sourceMaps ? `${code}//# sourceMappingURL=${name}.map\n` : code);
    if (given.sourceMaps) writeFileSync(`${path}.map`, map);
  }
  return metafile;
}

/** Makes these packages empty modules. */
function empty(packages: readonly string[]): Plugin {
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

/** Makes every later import of these modules an import of one module that exports all that they do. */
function asOne(modules: readonly string[], root: string): Plugin {
  const all = new Set(modules.map((path) => join(root, path)));
  return {
    name: "late modules as one",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\./ }, async ({ kind, path, resolveDir, importer }) => {
        if (kind !== "dynamic-import") return undefined;
        const found = await resolve(path, { kind: "import-statement", resolveDir, importer });
        return all.has(found.path) ? { path: "late", namespace: "late" } : undefined;
      });
      onLoad({ filter: /^/, namespace: "late" }, () => ({
        contents: [...all].map((path) => `export * from ${JSON.stringify(path)};`).join("\n"),
        resolveDir: dirname(root),
      }));
    },
  };
}
