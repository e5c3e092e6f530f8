import type { Failure } from "./failure";

/** Maximum milliseconds before the first retry. The maximum doubles with each further retry. */
export const BACKOFF_BASE = 1_000;
/** Maximum milliseconds before any retry. */
export const BACKOFF_CAP = 20_000;
/** Maximum retries after invalid answers. It is low because a wrong endpoint sends invalid answers too. */
const MOST_PROTOCOL_RETRIES = 2;

/** The decision after a failed attempt. */
export type Next =
  /** Try again after `delay` milliseconds. `counted` tells whether that uses up one of the call's retries. */
  { again: true; delay: number; counted: boolean } | { again: false };

/**
 * Returns a back-off in milliseconds with full jitter. It is a random value from 0 to the maximum, so that calls that
 * failed together spread out.
 */
export function backoff(retry: number, random: () => number): number {
  return Math.floor(random() * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** retry));
}

/** Creates the retry budget of one call. It decides after each failure whether to try again. */
export function retryBudget(
  maxRetries: number,
  random: () => number,
): { retries(): number; next(failure: Failure): Next } {
  let retries = 0;
  let protocolRetries = 0;
  const used = new Set<Failure["remedy"]>();

  const count = (delay: () => number): Next => {
    if (retries >= maxRetries) {
      return { again: false };
    }
    const next = { again: true, delay: delay(), counted: true } as const;
    retries += 1;
    return next;
  };
  const next = (failure: Failure): Next => {
    const { kind, remedy, delay } = failure;
    if (remedy === "none") {
      return { again: false };
    }
    if (remedy === "newNonce") {
      return count(() => 0);
    }
    if (remedy !== "backOff" && !used.has(remedy)) {
      used.add(remedy);
      return { again: true, delay: 0, counted: false };
    }
    if (remedy === "newSession" || remedy === "setClock") {
      return { again: false };
    }
    if (kind === "protocol" && protocolRetries >= MOST_PROTOCOL_RETRIES) {
      return { again: false };
    }
    protocolRetries += kind === "protocol" ? 1 : 0;
    return count(() => delay ?? backoff(retries, random));
  };
  return { retries: () => retries, next };
}
