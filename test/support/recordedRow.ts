import type { ResourceRow } from "../../provider/lifecycle/resourceRow";

/** A row that keeps what is written into it: `info: …`, `status: …`, `warning: …`. */
export function recordedRow(): ResourceRow & { lines: string[] } {
  const lines: string[] = [];
  const write = (how: string) => (text: string) => void lines.push(`${how}: ${text}`);
  return { lines, info: write("info"), status: write("status"), warning: write("warning") };
}
