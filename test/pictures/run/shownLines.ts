import { TERMINAL_COLUMNS } from "../svg/terminalSvg";
import { cutLine } from "../terminal/cutLine";
import type { Line } from "../terminal/line";
import { lineText } from "../terminal/lineText";
import { replaceInLine } from "../terminal/replaceInLine";
import { sortDiagnostics } from "../terminal/sortDiagnostics";
import { tidyTable } from "../terminal/tidyTable";
import { wrapLine } from "../terminal/wrapLine";
import { RUN_TIMES } from "./runTimes";

/** What the types of dynamic resources begin with. A table in a picture shows `…` instead, to leave room. */
const DYNAMIC = /^([├└]─ )?pulumi-nodejs:dynamic(\/alicloud-dbs)?:/;

/**
 * Returns what a picture shows of a run: the command, then the lines of the terminal with the times of `RUN_TIMES`. As
 * in a terminal, a row of the table ends at the edge, and any other line goes on below, though not within a word.
 * @param duration - what the engine's last line says in the picture
 */
export function shownLines(command: string, lines: readonly Line[], duration: string): Line[] {
  const change = (line: Line, row = ""): Line =>
    RUN_TIMES.filter(([, , only]) => only === undefined || only.test(row)).reduce(
      (changed, [pattern, shown]) => replaceInLine(changed, pattern, shown),
      replaceInLine(line, /^Duration: .*/, `Duration: ${duration}`),
    );
  const isRow = (line: Line) => /^ [ +] {3}\S|^ {5}Type /.test(lineText(line));
  const prompt = [...`$ ${command}`].map((text) => ({ text, width: 1, style: {} }));
  const set = tidyTable(sortDiagnostics(lines), (cell, row) => change(replaceInLine(cell, DYNAMIC, "$1…"), row));
  const wrapped = set.flatMap((line) =>
    isRow(line) ? [cutLine(line, TERMINAL_COLUMNS)] : wrapLine(change(line), TERMINAL_COLUMNS),
  );
  // Two empty lines in a row say no more than one.
  const kept = wrapped.filter((line, at) => line.length > 0 || (wrapped[at - 1]?.length ?? 0) > 0);
  return [prompt, ...kept];
}
