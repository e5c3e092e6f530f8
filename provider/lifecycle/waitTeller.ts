import { formatDuration } from "../core/text/formatDuration";
import type { Verdict } from "../core/verdict/verdict";
import type { WaitProgress } from "../core/wait/wait";
import { createProgressText } from "./progressText";
import type { ResourceRow } from "./resourceRow";

/** Tells a gate's row how its wait goes. */
export interface WaitTeller {
  /** To be called after each look. */
  looked(progress: WaitProgress): void;
  /** To be called now and then between two looks, with the milliseconds waited, so that a long silence is broken. */
  waited(elapsed: number): void;
  /** To be called when the gate opened, with the milliseconds waited. */
  opened(verdict: Verdict, elapsed: number): void;
}

/**
 * Makes the teller of one wait. It writes one lasting line at the start and one at the end, the rest in passing. The error
 * that ends a wait is told by the engine.
 * @param timeout - milliseconds for the wait; with 0 there is one look and no wait, so nothing is told of one
 */
export function createWaitTeller(row: Pick<ResourceRow, "info" | "status">, timeout: number): WaitTeller {
  const progressText = createProgressText();
  let last: WaitProgress | undefined;
  const looked = (progress: WaitProgress) => {
    if (timeout === 0) return;
    const text = progressText(progress);
    // The end of the wait tells what is decided.
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
