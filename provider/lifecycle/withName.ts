/**
 * Adds the resource's name to a text about it: `export-ready: …`, or `[timeout] export-ready: …` for an error, after
 * its kind. `preview --diff` and `up --diff` show the text without the resource's row, and a program can't tell
 * whether one of them is running.
 */
export function withName(name: string, text: string): string {
  return text.replace(/^(?:\[\w+\] )?/, (kind) => `${kind}${name}: `);
}
