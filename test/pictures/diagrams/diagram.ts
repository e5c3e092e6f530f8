/** A box of a diagram, in pixels from the top left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  /** First line, which is bold. */
  title?: string;
  /** Further lines. Text between backquotes is code. */
  lines?: readonly string[];
  /** Default: `plain`. A `lane` lies behind the others and has its title in the top left corner. */
  tone?: "plain" | "good" | "bad" | "quiet" | "lane";
}

type Side = "top" | "right" | "bottom" | "left";

/** An arrow between two boxes. */
export interface Arrow {
  /** Name of a box, its side, and how far along that side the arrow begins, from 0 to 1. Default: the middle. */
  from: readonly [box: string, side: Side, along?: number];
  to: readonly [box: string, side: Side, along?: number];
  /** Corners on the way. */
  via?: readonly (readonly [x: number, y: number])[];
  label?: {
    lines: readonly string[];
    /** Place of the first line. */
    x: number;
    y: number;
    /** Default: `middle`. */
    anchor?: "start" | "middle" | "end";
  };
}

export interface Diagram {
  title: string;
  description: string;
  height: number;
  boxes: Readonly<Record<string, Box>>;
  arrows: readonly Arrow[];
}
