import { formatDuration } from "../../core/text/formatDuration";
import { startLongTimer } from "../longTimer";
import { TransportFailure } from "./transportFailure";

/** A signal that ends a request early, and the time that the request has left. */
export interface CutOff {
  signal: AbortSignal;
  /**
   * Allows the request this many milliseconds from now on, instead of what it was allowed before.
   * @param why - what has not happened by then, for the error's message
   */
  allow(ms: number, why: string): void;
  /** Lets nothing end the request early any more. */
  release(): void;
}

/**
 * Creates the signal that ends a request early: when its time is over, or when its caller aborts it. The reason is a
 * TransportFailure that counts as unsent; an exchange that has sent something knows better.
 */
export function cutOff(caller: AbortSignal | undefined): CutOff {
  // Not AbortSignal.any: on Node 20 a signal that lives for hours keeps each of its followers (nodejs/node#54614).
  const controller = new AbortController();
  let stopTimer = () => {};
  const cut = (code: string, why: string) => controller.abort(new TransportFailure(code, why, { unsent: true }));
  const abort = () => cut("ABORTED", "the call was aborted");
  if (caller?.aborted) abort();
  else caller?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    allow(ms, why) {
      stopTimer();
      stopTimer = startLongTimer(ms, () => cut("TIMEOUT", `${why} within ${formatDuration(ms)}`));
    },
    release() {
      stopTimer();
      caller?.removeEventListener("abort", abort);
    },
  };
}
