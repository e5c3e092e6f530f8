/**
 * Puts the resource's name in front of a message about it: `export-ready: …`. In an error, the name follows the kind:
 * `[timeout] export-ready: …`. This is needed because `preview --diff` and `up --diff` show messages without the
 * resource's row, and a program can't tell whether it runs under one of them.
 */
export function withName(name: string, text: string): string {
  return text.replace(/^(?:\[\w+\] )?/, (kind) => `${kind}${name}: `);
}
