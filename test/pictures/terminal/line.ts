/** How a cell of a terminal looks. */
export interface CellStyle {
  /** Number of the foreground colour, from 0 to 15. Absent: the default colour. */
  color?: number;
  bold?: true;
  underline?: true;
}

/** A character of a terminal, with its combining marks. */
export interface Cell {
  text: string;
  /** Number of columns that it takes. A wide character takes two. */
  width: number;
  style: CellStyle;
}

/** A line of a terminal, without the blanks at its end. */
export type Line = readonly Cell[];
