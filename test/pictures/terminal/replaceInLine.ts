import type { Cell, Line } from "./line";
import { lineText } from "./lineText";

/** Replaces every match of a pattern in a line. The new text looks as the first character of the old one did. */
export function replaceInLine(line: Line, pattern: RegExp, replacement: string): Line {
  const text = lineText(line);
  const starts: number[] = [];
  let length = 0;
  for (const cell of line) {
    starts.push(length);
    length += cell.text.length;
  }
  const cellsBetween = (from: number, to: number) =>
    line.filter((_, at) => (starts[at] as number) >= from && (starts[at] as number) < to);
  const replaced: Cell[] = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(pattern, "g"))) {
    const [old] = match;
    replaced.push(...cellsBetween(from, match.index));
    const style = cellsBetween(match.index, match.index + old.length)[0]?.style ?? {};
    const fresh = old.replace(pattern, replacement);
    replaced.push(...[...fresh].map((character) => ({ text: character, width: 1, style })));
    from = match.index + old.length;
  }
  return [...replaced, ...cellsBetween(from, length)];
}
