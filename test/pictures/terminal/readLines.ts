import type { IBufferCell, Terminal } from "@xterm/headless";
import type { Cell, CellStyle, Line } from "./line";

/** Returns everything that a terminal has shown, without the empty lines at its end. */
export function readLines({ buffer: { active }, cols }: Terminal): Line[] {
  const lines: Line[] = [];
  for (let row = 0; row < active.length; row++) {
    const line: Cell[] = [];
    for (let column = 0; column < cols; column++) {
      const cell = active.getLine(row)?.getCell(column);
      // The second column of a wide character has the width 0.
      if (cell === undefined || cell.getWidth() === 0) continue;
      line.push({ text: cell.getChars() || " ", width: cell.getWidth(), style: styleOf(cell) });
    }
    while (line.at(-1)?.text === " ") line.pop();
    lines.push(line);
  }
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

function styleOf(cell: IBufferCell): CellStyle {
  const color = cell.isFgPalette() ? cell.getFgColor() : undefined;
  if (color !== undefined && color > 15)
    throw new Error(`the pictures have no colour ${color}; add it to svg/palette.ts`);
  return {
    ...(color === undefined ? {} : { color }),
    ...(cell.isBold() ? { bold: true } : {}),
    ...(cell.isUnderline() ? { underline: true } : {}),
  };
}
