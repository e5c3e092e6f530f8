import { basename, join } from "node:path";
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile, type Plugin } from "esbuild";
import { refuseEqualNames } from "./refuseEqualNames";

/**
 * Makes CommonJS of the ES modules that a split bundle consists of. Files that an entry loads at its head, and that others
 * load too, become one file for each top folder. An entry needs most of that, and finding and reading each file takes time.
 * @param entries - sources of the entries
 * @param options - those of the split bundle
 * @throws Error if two modules of one file export the same name
 */
export async function joinFiles(
  files: readonly OutputFile[],
  metafile: Metafile,
  entries: readonly string[],
  options: BuildOptions & { outdir: string },
): Promise<BuildResult<{ metafile: true; write: false }>> {
  const groups = sharedFiles(metafile, entries);
  for (const [group, names] of groups) {
    refuseEqualNames(
      group,
      names.flatMap((name) => exportsOf(metafile, name)),
    );
  }
  const joined = new Set([...groups.values()].flat());
  const names = files.map(({ path }) => basename(path)).filter((name) => !joined.has(name));
  return await build({
    ...options,
    entryPoints: [...names, ...groups.keys()].map((name) => `./${name}`),
    packages: "external",
    splitting: false,
    format: "cjs",
    metafile: true,
    write: false,
    minifyWhitespace: true,
    minifySyntax: true,
    // Node.js prints the whole line in which an uncaught error was thrown.
    lineLimit: 160,
    // Becomes a `require` that runs later.
    supported: { "dynamic-import": false },
    plugins: [givenFiles(files, groups, options.outdir)],
  });
}

/** Returns the names of shared files by the name of the file that is to hold them. */
function sharedFiles({ outputs }: Metafile, entries: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const shared = new Map<string, string[]>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    const output = outputs[file];
    if (output === undefined || seen.has(file)) return;
    seen.add(file);
    for (const { kind, path } of output.imports) if (kind === "import-statement") visit(path);
    if (output.entryPoint !== undefined) return;
    const folders = Object.keys(output.inputs).map((path) => path.slice(0, path.indexOf("/")));
    // `provider` imports nothing from the folders behind it, so a file of another folder may load more.
    const group = `shared-${folders.find((folder) => folder !== "provider") ?? "provider"}.js`;
    shared.set(group, [...(shared.get(group) ?? []), basename(file)]);
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined && entries.includes(entryPoint)) visit(file);
  }
  return shared;
}

function exportsOf({ outputs }: Metafile, name: string): readonly string[] {
  return Object.entries(outputs).find(([file]) => basename(file) === name)?.[1].exports ?? [];
}

/** Offers these files and groups of them. A file that another one imports stays outside, except in its group. */
function givenFiles(
  files: readonly OutputFile[],
  groups: ReadonlyMap<string, readonly string[]>,
  folder: string,
): Plugin {
  const groupOf = new Map([...groups].flatMap(([group, names]) => names.map((name) => [name, group] as const)));
  const texts = new Map(files.map(({ path, text }) => [basename(path), text]));
  return {
    name: "given files",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ kind, path, importer }) => {
        const name = basename(path);
        const group = groupOf.get(name);
        const importing = basename(importer);
        const within = group !== undefined && (importing === group || groupOf.get(importing) === group);
        return kind === "entry-point" || within
          ? { path: join(folder, name) }
          : { path: `./${group ?? name}`, external: true };
      });
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const names = groups.get(basename(path)) ?? [];
        const group = names.map((name) => `export * from "./${name}";`).join("\n");
        return { contents: texts.get(basename(path)) ?? group, resolveDir: folder };
      });
    },
  };
}
