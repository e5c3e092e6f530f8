import type { Line } from "./line";
import { lineText } from "./lineText";

/** Sorts the blocks below `Diagnostics:` by their resources, because the engine writes them in any order. */
export function sortDiagnostics(lines: readonly Line[]): Line[] {
  const first = lines.findIndex((line) => lineText(line) === "Diagnostics:") + 1;
  if (first === 0) return [...lines];
  // The next heading begins in the first column.
  const after = lines.findIndex((line, at) => at >= first && /^\S/.test(lineText(line)));
  const end = after < 0 ? lines.length : after;
  const blocks: Line[][] = [];
  for (const line of lines.slice(first, end)) {
    if (/^ {2}\S/.test(lineText(line)) || blocks.length === 0) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  const sorted = blocks.sort(([one = []], [other = []]) => (lineText(one) < lineText(other) ? -1 : 1));
  return [...lines.slice(0, first), ...sorted.flat(), ...lines.slice(end)];
}
