import type { Line } from "./line";
import { lineText } from "./lineText";
import { lineWidth } from "./lineWidth";

const BLANK = { text: " ", width: 1, style: {} };
/** Columns between two columns of the engine's table. */
const GAP = 2;

/**
 * Sets the engine's table of resources again after its cells have been changed, so that its columns are as wide as the
 * new cells need. The table is every line from the one with the headings to the next empty one.
 * @param change - changes one cell of the table. It also gets the text of the cell's row
 */
export function tidyTable(lines: readonly Line[], change: (cell: Line, row: string) => Line): Line[] {
  const first = lines.findIndex((line) => /^ {3,}Type +Name +(Plan|Status)/.test(lineText(line)));
  if (first < 0) return [...lines];
  const after = lines.findIndex((line, at) => at > first && line.length === 0);
  const end = after < 0 ? lines.length : after;
  const heading = lineText(lines[first] as Line);
  // The engine writes the operation before the type.
  const starts = [0, ...[...heading.matchAll(/\S+/g)].map(({ index }) => index)];
  const table = lines
    .slice(first, end)
    .map((line) => starts.map((start, at) => change(trimEnd(line.slice(start, starts[at + 1])), lineText(line))));
  const widths = starts.map((start, at) =>
    at === 0 ? (starts[1] as number) - start : Math.max(...table.map((row) => lineWidth(row[at] as Line))) + GAP,
  );
  const set = table.map((row) => trimEnd(row.flatMap((cell, at) => pad(cell, widths[at] as number))));
  return [...lines.slice(0, first), ...set, ...lines.slice(end)];
}

function pad(cell: Line, width: number): Line {
  return [...cell, ...Array.from({ length: Math.max(0, width - lineWidth(cell)) }, () => BLANK)];
}

function trimEnd(line: Line): Line {
  const last = line.findLastIndex(({ text }) => text !== " ");
  return line.slice(0, last + 1);
}
