import { formatDuration } from "../../core/text/formatDuration";
import type { Verdict } from "../../core/verdict/verdict";
import type { WaitProgress } from "../../core/wait/wait";
import type { ResourceRow } from "../resourceRow";
import { createProgressText } from "./progressText";

/** Writes the progress of a wait into a gate's row. */
export interface WaitTeller {
  /** Call this after each look. */
  looked(progress: WaitProgress): void;
  /** Call this now and then between two looks, with the milliseconds waited, to break a long silence. */
  waited(elapsed: number): void;
  /** Call this when the gate has opened, with the milliseconds waited. */
  opened(verdict: Verdict, elapsed: number): void;
}

/**
 * Creates the teller for one wait. It writes one permanent line at the start and one at the end. Every line in between
 * is temporary. If the wait ends with an error, the engine shows the error.
 * @param timeout - milliseconds for the wait. With 0 there is one look and no wait, so no progress is written
 */
export function createWaitTeller(row: Pick<ResourceRow, "info" | "status">, timeout: number): WaitTeller {
  const progressText = createProgressText();
  let last: WaitProgress | undefined;
  const looked = (progress: WaitProgress) => {
    if (timeout === 0) return;
    const text = progressText(progress);
    // A final verdict is shown when the wait ends.
    if (text !== undefined && (progress.verdict === undefined || progress.verdict.state === "waiting")) {
      last === undefined ? row.info(text) : row.status(text);
    }
    last = progress;
  };
  return {
    looked,
    waited(elapsed) {
      if (last !== undefined) looked({ ...last, elapsed });
    },
    opened(verdict, elapsed) {
      row.info(`open after ${formatDuration(elapsed)}: ${verdict.sentence}`);
    },
  };
}
