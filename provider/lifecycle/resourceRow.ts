/** The row of one resource in the engine's live display, as its host writes into it. */
export interface ResourceRow {
  /** Writes text that stays in the row and in the log at the end. */
  info(text: string): void;
  /** Writes text that is shown until the next one and is not part of the log at the end. */
  status(text: string): void;
  /** Writes text that the log counts as a warning. */
  warning(text: string): void;
}
