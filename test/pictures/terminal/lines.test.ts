import assert from "node:assert/strict";
import { Terminal } from "@xterm/headless";
import { cutLine } from "./cutLine";
import type { Line } from "./line";
import { lineText } from "./lineText";
import { lineWidth } from "./lineWidth";
import { readLines } from "./readLines";
import { replaceInLine } from "./replaceInLine";
import { sortDiagnostics } from "./sortDiagnostics";
import { tidyTable } from "./tidyTable";
import { wrapLine } from "./wrapLine";

/** Returns what a terminal shows after a program has written this. */
async function shown(text: string): Promise<Line[]> {
  const terminal = new Terminal({ cols: 40, rows: 5, scrollback: 100, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  return readLines(terminal);
}

const lineOf = (text: string): Line => [...text].map((character) => ({ text: character, width: 1, style: {} }));

describe("the lines of a terminal", () => {
  it("have the colours and the weight that the program asked for", async () => {
    const [line = []] = await shown("a\x1b[1m\x1b[38;5;2mb\x1b[0m\x1b[4m\x1b[31mc\x1b[0md");
    assert.deepEqual(
      line.map(({ style }) => style),
      [{}, { color: 2, bold: true }, { color: 1, underline: true }, {}],
    );
  });

  it("are those that stand there at the end, if the program has written over them", async () => {
    assert.deepEqual((await shown("one\r\ntwo\r\n\x1b[2Anew\x1b[K\r\n")).map(lineText), ["new", "two"]);
  });

  it("include those that have left the window at the top", async () => {
    const all = Array.from({ length: 12 }, (_, at) => `line ${at}`);
    assert.deepEqual((await shown(all.join("\r\n"))).map(lineText), all);
  });

  it("count two columns for a wide character", async () => {
    const [line = []] = await shown("数据 ok");
    assert.equal(lineText(line), "数据 ok");
    assert.equal(lineWidth(line), 7);
    assert.equal(lineText(cutLine(line, 3)), "数");
  });

  it("refuse a colour that the pictures do not have", async () => {
    await assert.rejects(shown("\x1b[38;5;200mx"), /no colour 200/);
  });
});

describe("a line of a picture", () => {
  it("breaks at blanks and keeps its indentation", () => {
    assert.deepEqual(wrapLine(lineOf("  error: one two three"), 12).map(lineText), ["  error: one", "  two three"]);
  });

  it("breaks within a word that is longer than a line", () => {
    assert.deepEqual(wrapLine(lineOf("abcdefgh"), 3).map(lineText), ["abc", "def", "gh"]);
  });

  it("keeps the looks of what is replaced", () => {
    const line: Line = lineOf("took 31s").map((cell, at) => (at < 5 ? cell : { ...cell, style: { color: 2 } }));
    const replaced = replaceInLine(line, /\d+s/, "9s!");
    assert.equal(lineText(replaced), "took 9s!");
    assert.deepEqual(replaced.at(-1)?.style, { color: 2 });
    assert.deepEqual(replaced[0]?.style, {});
  });
});

describe("the messages of a picture", () => {
  it("stand in the order of their resources, whatever order the engine chose", () => {
    const [stack, gate] = [
      ["  b:Stack (s):", "    error: update failed", ""],
      ["  a:Gate (g):", "    one", "    two", ""],
    ] as const;
    const order = (...blocks: (readonly string[])[]) =>
      sortDiagnostics(["  x:first", "Diagnostics:", ...blocks.flat(), "Resources:", "  1 errored"].map(lineOf)).map(
        lineText,
      );
    const sorted = ["  x:first", "Diagnostics:", ...gate, ...stack, "Resources:", "  1 errored"];
    assert.deepEqual([order(stack, gate), order(gate, stack)], [sorted, sorted]);
  });
});

describe("the table of a picture", () => {
  const table = [
    "Updating (test):",
    "     Type              Name  Status         Info",
    " +   a:b:Stack         s     creating (1s)",
    " +   └─ long/type:Gate gate  created (10s)  open",
    "",
    "Diagnostics:     as they are",
  ].map(lineOf);

  it("gets columns as wide as its changed cells need, and leaves every other line as it is", () => {
    const tidy = tidyTable(table, (cell) => replaceInLine(replaceInLine(cell, /long\/type:/, "…"), /\(1s\)/, "(111s)"));
    assert.deepEqual(tidy.map(lineText), [
      "Updating (test):",
      "     Type       Name  Status           Info",
      " +   a:b:Stack  s     creating (111s)",
      " +   └─ …Gate   gate  created (10s)    open",
      "",
      "Diagnostics:     as they are",
    ]);
  });

  it("hands each cell over with the text of its row", () => {
    const rows = new Set<string>();
    tidyTable(table, (cell, row) => {
      if (lineText(cell).startsWith("created")) rows.add(row);
      return cell;
    });
    assert.deepEqual([...rows], [" +   └─ long/type:Gate gate  created (10s)  open"]);
  });
});
