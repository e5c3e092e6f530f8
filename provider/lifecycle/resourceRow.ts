/** The row of one resource in the engine's live display. A host provides it. */
export interface ResourceRow {
  /** Writes text that stays in the row and in the log at the end. */
  info(text: string): void;
  /** Writes text that is shown until the next text and is not in the log at the end. */
  status(text: string): void;
  /** Writes text that the log shows as a warning. */
  warning(text: string): void;
}
