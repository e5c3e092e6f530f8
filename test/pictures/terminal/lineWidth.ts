import type { Line } from "./line";

/** Returns the number of columns that a line takes. */
export function lineWidth(line: Line): number {
  return line.reduce((sum, { width }) => sum + width, 0);
}
