import { cutLine } from "./cutLine";
import type { Cell, Line } from "./line";
import { lineWidth } from "./lineWidth";

/**
 * Breaks a line that is longer than this number of columns, at blanks where there are some. What follows is indented as
 * the line is. An empty line stays one line.
 */
export function wrapLine(line: Line, columns: number): Line[] {
  if (lineWidth(line) <= columns) return [line];
  const indent = line.slice(
    0,
    line.findIndex(({ text }) => text !== " "),
  );
  const end = cutLine(line, columns).length;
  const blank = line.findLastIndex(({ text }, at) => text === " " && at <= end);
  const [until, from] = blank > indent.length ? [blank, blank + 1] : [end, end];
  const rest: Cell[] = [...indent, ...line.slice(from)];
  return [line.slice(0, until), ...wrapLine(rest, columns)];
}
