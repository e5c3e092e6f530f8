import type { Failure } from "./failure";

/** What stands between two attempts, milliseconds: at most this before the first retry, … */
export const BACKOFF_BASE = 1_000;
/** … twice as much before each further one, up to this. */
export const BACKOFF_CAP = 20_000;
/** Answers that are none come from a wrong endpoint as well: so often they are asked for again. */
const MOST_PROTOCOL_RETRIES = 2;

/** What became of a failed attempt. */
export type Next =
  /** Again after `delay` milliseconds. `counted`: out of the call's retries. */
  { again: true; delay: number; counted: boolean } | { again: false };

/** Full-jitter exponential back-off: anything from 0 to the bound, so that those who failed together part. */
export function backoff(retry: number, random: () => number): number {
  return Math.floor(random() * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** retry));
}

/** One call's budget of attempts: decides after each failure. */
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
