import type { Metafile } from "esbuild";

/** Packages that take long to load and that few processes need. */
const LOADED_ALONE = /^(@alicloud\/|https-proxy-agent$|ini$)/;

/**
 * Returns the modules of this package that others import later, with `import()`. A module that imports one of
 * `LOADED_ALONE` at its head is left out: whoever loads the others would load that package too.
 */
export function lateModules({ inputs }: Metafile): string[] {
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  const later = new Set(
    imports.filter(({ kind, external }) => kind === "dynamic-import" && external !== true).map(({ path }) => path),
  );
  return [...later].filter((path) => !path.startsWith("node_modules/") && !loadsPackage(inputs[path])).sort();
}

function loadsPackage(input: Metafile["inputs"][string] | undefined): boolean {
  return (input?.imports ?? []).some(
    ({ kind, original, path }) => kind === "import-statement" && LOADED_ALONE.test(original ?? path),
  );
}
