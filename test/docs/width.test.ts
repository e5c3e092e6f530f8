import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";
import { PAGES } from "./pages";

/** The most characters of a line. */
const WIDTH = 140;

/** Returns the numbers of the lines that are too long. A table and code may have longer ones. */
function longLines(text: string): number[] {
  const lines = text.replace(/^\s*(```+|~~~+).*?^\s*\1/gms, (code) => code.replace(/[^\n]/g, "")).split("\n");
  return lines.flatMap((line, at) => (line.length > WIDTH && !line.startsWith("|") ? [at + 1] : []));
}

describe("the lines of the documentation", () => {
  // AGENTS.md has each rule on one line.
  const pages = PAGES.filter((page) => page !== "AGENTS.md");

  it(`have at most ${WIDTH} characters, except in tables and code`, () => {
    const long = pages.flatMap((page) =>
      longLines(readFileSync(join(ROOT, page), "utf8")).map((line) => `${page}:${line}`),
    );
    assert.deepEqual(long, []);
  });

  it("are found if they are longer", () => {
    const long = "a".repeat(WIDTH + 1);
    assert.deepEqual(
      longLines(`b\n\`\`\`text\n${long}\n\`\`\`\n| ${long} |\n${long}\n- ${long.slice(3)}\n- ${long}\n`),
      [6, 8],
    );
  });
});
