/**
 * Names the resource in a text about it: `export-ready: …`, and behind the kind of an error `[timeout] export-ready: …`.
 * `preview --diff` and `up --diff` show the text without the resource's row, and no program can tell that they do.
 */
export function withName(name: string, text: string): string {
  return text.replace(/^(?:\[\w+\] )?/, (kind) => `${kind}${name}: `);
}
