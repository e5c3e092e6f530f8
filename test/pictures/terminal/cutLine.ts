import type { Line } from "./line";

/** Returns what these columns hold of a line. A wide character of which they hold only half is left out. */
export function cutLine(line: Line, columns: number): Line {
  let width = 0;
  const end = line.findIndex((cell) => {
    width += cell.width;
    return width > columns;
  });
  return end < 0 ? line : line.slice(0, end);
}
