import type { ResourceRow } from "../../provider/lifecycle/resourceRow";

/** Makes a row that records each line written to it, as `info: …`, `status: …` or `warning: …`. */
export function recordedRow(): ResourceRow & { lines: string[] } {
  const lines: string[] = [];
  const write = (how: string) => (text: string) => void lines.push(`${how}: ${text}`);
  return { lines, info: write("info"), status: write("status"), warning: write("warning") };
}
