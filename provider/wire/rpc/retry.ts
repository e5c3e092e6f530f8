import type { Failure } from "./failure";
import type { RetryQuota } from "./retryQuota";

/** Maximum milliseconds before the first retry. The maximum doubles with each further retry. */
export const BACKOFF_BASE = 1_000;
/** Maximum milliseconds before any retry. */
export const BACKOFF_CAP = 20_000;
/** Maximum retries after invalid answers. It is low because a wrong endpoint sends invalid answers too. */
const MOST_PROTOCOL_RETRIES = 2;

/** The decision after a failed attempt. */
type Next =
  /** Try again after `delay` milliseconds. `counted` tells whether that uses up one of the call's retries. */
  | { again: true; delay: number; counted: boolean }
  | { again: false; why: "noRemedy" | "retriesUsedUp" | "quotaUsedUp" };

/**
 * Returns a back-off in milliseconds with full jitter. It is a random value from 0 to the maximum, so that calls that
 * failed together spread out.
 */
export function backoff(retry: number, random: () => number): number {
  return Math.floor(random() * Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** retry));
}

/** Decides after each failure of one call whether to try again. */
export interface RetryBudget {
  /** Returns the number of retries that were counted. */
  retries(): number;
  next(failure: Failure): Next;
  /** Tells the quota that the call has succeeded. */
  succeed(): void;
}

/**
 * Creates the retry budget of one call.
 * @param quota - the tokens that this call shares with others. Default: none, so only `maxRetries` counts
 */
export function retryBudget(maxRetries: number, random: () => number, quota?: RetryQuota): RetryBudget {
  let retries = 0;
  let protocolRetries = 0;
  let taken: number | undefined;
  const used = new Set<Failure["remedy"]>();

  const count = (failure: Failure, delay: () => number): Next => {
    if (retries >= maxRetries) {
      return { again: false, why: "retriesUsedUp" };
    }
    if (quota !== undefined) {
      const cost = quota.take(failure);
      if (cost === undefined) {
        return { again: false, why: "quotaUsedUp" };
      }
      taken = (taken ?? 0) + cost;
    }
    const next = { again: true, delay: delay(), counted: true } as const;
    retries += 1;
    return next;
  };
  const next = (failure: Failure): Next => {
    const { kind, remedy, delay } = failure;
    if (remedy === "none") {
      return { again: false, why: "noRemedy" };
    }
    if (remedy === "newNonce") {
      return count(failure, () => 0);
    }
    if (remedy !== "backOff" && !used.has(remedy)) {
      used.add(remedy);
      return { again: true, delay: 0, counted: false };
    }
    if (remedy === "newSession" || remedy === "setClock") {
      return { again: false, why: "noRemedy" };
    }
    if (kind === "protocol" && protocolRetries >= MOST_PROTOCOL_RETRIES) {
      return { again: false, why: "retriesUsedUp" };
    }
    protocolRetries += kind === "protocol" ? 1 : 0;
    return count(failure, () => delay ?? backoff(retries, random));
  };
  return { retries: () => retries, next, succeed: () => quota?.succeed(taken) };
}
