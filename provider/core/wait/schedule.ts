/** What the next look depends on, all in milliseconds. */
export interface ScheduleFacts {
  /** Waited so far. */
  elapsed: number;
  /** The time for the whole wait. */
  timeout: number;
  /** The longest time between two looks. */
  pollInterval: number;
  /** The estimated time until the condition holds, where one can be made. */
  estimatedRemaining?: number | undefined;
  /** What is known is older than the wait. */
  older?: boolean | undefined;
  /** So many looks in a row that the service throttled, the last one among them. */
  throttled?: number | undefined;
  /** What the service asked to wait, where it did; it goes before `pollInterval`. */
  retryAfter?: number | undefined;
}

/*
 * Chosen by simulation (test/operations/scheduleTraces.test.ts): with these a wait asks at most half as often as a poll of 5 s,
 * and in the median notices the end of tasks of less than ten minutes within 5 s, of longer ones within 2 % of their length.
 */
/** Before the second look: a task that is not finished at the first one hardly ever is within seconds. */
const FIRST = 20_000;
/** In the first ten minutes. */
const EARLY = 10_500;
const EARLY_UNTIL = 600_000;
/** Later: so much of the time already waited. */
const GROWTH = 0.035;
/** So much around the pause is left to chance, so that gates that start together do not look together. */
const JITTER = 0.1;
/** After an answer that is older than the wait. */
const SOON = 3_000;
/** With an estimate, no sooner than that: it may be a little off. */
const SHORTEST = 2_000;

/**
 * Milliseconds until the next look, or `undefined` when the last one was made. The pause grows with the time waited, up
 * to `pollInterval`, and doubles with each look that was throttled; the last look falls just before the deadline, so that its answer still counts.
 * @param random - a number from 0 up to 1
 */
export function nextPause(
  { elapsed, timeout, pollInterval, estimatedRemaining, older = false, throttled = 0, retryAfter = 0 }: ScheduleFacts,
  random: number,
): number | undefined {
  const lastLook = timeout - Math.min(1_000, timeout / 10);
  if (elapsed >= lastLook) {
    return undefined;
  }
  const usual = older
    ? SOON
    : elapsed < FIRST - EARLY
      ? FIRST - elapsed
      : elapsed < EARLY_UNTIL
        ? EARLY
        : Math.max(EARLY, elapsed * GROWTH);
  const stretched = usual * 2 ** throttled * (1 + JITTER * (2 * random - 1));
  // Below the longest pause too: those who reach it would look in step for the rest of their waits.
  const pause = towardsEnd(Math.min(stretched, pollInterval * (1 - JITTER * random)), estimatedRemaining);
  return Math.ceil(Math.min(Math.max(Math.min(pause, pollInterval), retryAfter), lastLook - elapsed));
}

/** Looks just after the estimated end where that is nearer than the next look. */
function towardsEnd(pause: number, left: number | undefined): number {
  return left === undefined ? pause : Math.max(SHORTEST, Math.min(pause, left * 1.02 + 500));
}
