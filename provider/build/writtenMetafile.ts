import { posix } from "node:path";
import type { Metafile } from "esbuild";

/**
 * Returns the modules and the imports of each written file. The second pass sees only the files of the first, so each of
 * these is replaced by its modules. Sizes of modules are those of the first pass.
 * @param split - metafile of the first pass
 * @param joined - metafile of the second pass
 */
export function writtenMetafile(split: Metafile, joined: Metafile): Metafile {
  const outputs = Object.entries(joined.outputs).map(([file, { bytes, exports, inputs: held }]) => {
    const parts = Object.keys(held);
    const inputs = Object.assign({}, ...parts.map((part) => split.outputs[part]?.inputs));
    // A written file calls `require` for every import. Its parts still tell which of these run later.
    const imports = parts
      .flatMap((part) => joined.inputs[part]?.imports ?? [])
      .filter(({ external }) => external === true)
      .map(({ kind, path }) =>
        path.startsWith(".") ? { kind, path: posix.join(posix.dirname(file), path) } : { kind, path, external: true },
      );
    return [file, { bytes, exports, inputs, imports }] as const;
  });
  return { inputs: split.inputs, outputs: Object.fromEntries(outputs) };
}
