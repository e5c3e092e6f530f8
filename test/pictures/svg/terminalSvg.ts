import type { Cell, CellStyle, Line } from "../terminal/line";
import { lineWidth } from "../terminal/lineWidth";
import { escapeXml } from "./escapeXml";
import { TERMINAL_COLORS } from "./palette";
import { PAGE_WIDTH, svgPage } from "./svgPage";

/** Columns of a terminal in a picture. */
export const TERMINAL_COLUMNS = 120;

const PADDING = 14;
const LINE_HEIGHT = 16;
const FONT_SIZE = 11.1;
const COLUMN_WIDTH = (PAGE_WIDTH - 2 * PADDING) / TERMINAL_COLUMNS;

const STYLE = `rect{fill:var(--page);stroke:var(--edge)}
text{fill:var(--text);font:${FONT_SIZE}px ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}
.bold{font-weight:600}
.line{text-decoration:underline}
${[...new Set(TERMINAL_COLORS)].map((name) => `.${name}{fill:var(--${name})}`).join("\n")}`;

export interface TerminalPicture {
  title: string;
  description: string;
  /** Lines of the terminal, none of which is longer than `TERMINAL_COLUMNS`. */
  lines: readonly Line[];
}

/** Draws what a terminal shows. Each piece of text stands at its column, whatever font the reader has. */
export function terminalSvg({ title, description, lines }: TerminalPicture): string {
  const height = lines.length * LINE_HEIGHT + 2 * PADDING;
  const texts = lines.flatMap((line, row) => {
    const y = PADDING + row * LINE_HEIGHT + LINE_HEIGHT * 0.75;
    const pieces = piecesOf(line).map(
      ({ text, column, width, style }) =>
        `<tspan x="${pixels(PADDING + column * COLUMN_WIDTH)}" textLength="${pixels(width * COLUMN_WIDTH)}"${classOf(style)}>${escapeXml(text)}</tspan>`,
    );
    return pieces.length === 0 ? [] : [`<text y="${pixels(y)}">${pieces.join("")}</text>`];
  });
  const frame = `<rect x="0.5" y="0.5" width="${PAGE_WIDTH - 1}" height="${height - 1}" rx="8"/>`;
  const content = `${frame}\n<g xml:space="preserve">\n${texts.join("\n")}\n</g>`;
  return svgPage({ title, description, height, style: STYLE, content });
}

interface Piece {
  text: string;
  column: number;
  width: number;
  style: CellStyle;
}

/** Returns the words of a line that look the same and stand one blank apart, each with its column. */
function piecesOf(line: Line): Piece[] {
  const pieces: Piece[] = [];
  let column = 0;
  let piece: Cell[] = [];
  const finish = () => {
    const words = piece.slice(0, piece.findLastIndex(({ text }) => text !== " ") + 1);
    const text = words.map((cell) => cell.text).join("");
    const start = column - lineWidth(piece);
    if (text !== "") pieces.push({ text, column: start, width: lineWidth(words), style: words[0]?.style ?? {} });
    piece = [];
  };
  for (const cell of line) {
    const before = piece.at(-1);
    const isBlank = cell.text === " " && (before === undefined || before.text === " ");
    if (isBlank || (before !== undefined && classOf(before.style) !== classOf(cell.style))) finish();
    if (!isBlank) piece.push(cell);
    column += cell.width;
  }
  finish();
  return pieces;
}

function classOf({ color, bold, underline }: CellStyle): string {
  const names = [
    ...(color === undefined ? [] : [TERMINAL_COLORS[color] as string]),
    ...(bold ? ["bold"] : []),
    ...(underline ? ["line"] : []),
  ];
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

function pixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}
