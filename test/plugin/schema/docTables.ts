import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./readSchema";

/** A row of a table in a reference page. */
export interface DocRow {
  name: string;
  /** The cells by the title of their column. */
  cells: Record<string, string>;
}

/**
 * Returns the rows of the first table below a heading of docs/reference.md whose first column has this title. A row that
 * names several arguments counts as one row for each.
 */
export function docTable(heading: string, column: string): DocRow[] {
  const lines = docSection(heading).split("\n");
  const start = lines.findIndex((line) => new RegExp(`^\\| ${column} +\\|`).test(line));
  if (start < 0) throw new Error(`${heading} has no table of ${column}`);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
  const [head = [], _rule, ...rows] = lines.slice(start, end < 0 ? undefined : end).map(cellsOf);
  return rows.flatMap((cells) => {
    const byTitle = Object.fromEntries(head.map((title, at) => [title, cells[at] ?? ""]));
    const names = [...(cells[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    return names.map((name) => ({ name, cells: byTitle }));
  });
}

/** Returns the text below a heading of docs/reference.md, up to the next heading of its level or a higher one. */
export function docSection(heading: string): string {
  const page = readFileSync(join(ROOT, "docs/reference.md"), "utf8");
  const start = page.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`docs/reference.md has no heading ${heading}`);
  const rest = page.slice(start + heading.length + 2);
  const level = heading.split(" ")[0]?.length ?? 0;
  const end = rest.search(new RegExp(`^#{1,${level}} `, "m"));
  return end < 0 ? rest : rest.slice(0, end);
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}
