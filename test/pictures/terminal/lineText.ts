import type { Line } from "./line";

/** Returns the text of a line. */
export function lineText(line: Line): string {
  return line.map(({ text }) => text).join("");
}
