/** The row of one resource in the engine's live display. A host provides it. */
export interface ResourceRow {
  /** Writes a message that stays in the row and appears in the final log. */
  info(text: string): void;
  /** Writes a message that is shown until the next one replaces it. It does not appear in the final log. */
  status(text: string): void;
  /** Writes a message that appears in the log as a warning. */
  warning(text: string): void;
}
