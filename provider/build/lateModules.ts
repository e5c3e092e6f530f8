import type { Metafile } from "esbuild";

/**
 * Returns the modules of this package that others import later, with `import()`, by their top folder: what a program
 * loads and what a host loads have little in common. A module that imports one of these packages at its head is left
 * out: whoever loads the others would load that package too.
 * @param packages - packages that take long to load
 */
export function lateModules({ inputs }: Metafile, packages: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  const later = new Set(
    imports.filter(({ kind, external }) => kind === "dynamic-import" && external !== true).map(({ path }) => path),
  );
  const groups = new Map<string, string[]>();
  for (const path of [...later].sort()) {
    const folder = path.slice(0, path.indexOf("/"));
    if (folder === "node_modules" || loadsOneOf(packages, inputs[path])) continue;
    groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  return groups;
}

function loadsOneOf(packages: readonly string[], input: Metafile["inputs"][string] | undefined): boolean {
  return (input?.imports ?? []).some(
    ({ kind, original, path }) => kind === "import-statement" && packages.includes(original ?? path),
  );
}
