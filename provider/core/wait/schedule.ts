/** Facts that decide when the next look happens. All times are in milliseconds. */
export interface ScheduleFacts {
  /** Time waited so far. */
  elapsed: number;
  /** Time allowed for the whole wait. */
  timeout: number;
  /** Maximum time between two looks. */
  pollInterval: number;
  /** Estimated time until the condition holds, if there is an estimate. */
  estimatedRemaining?: number | undefined;
  /** Whether the next look should follow soon, because the latest answer does not settle anything. */
  soon?: boolean | undefined;
  /** Number of looks in a row that the service throttled, up to and including the last one. */
  throttled?: number | undefined;
  /** Time that the service asked the client to wait. It takes precedence over `pollInterval`. */
  retryAfter?: number | undefined;
}

/*
 * The values were chosen by simulation (test/operations/scheduleTraces.test.ts). With them, a wait looks at most half
 * as often as polling every 5 s would. In the median case it notices the end of a task shorter than ten minutes within
 * 5 s, and the end of a longer task within 2 % of the task's length.
 */
/** Pause before the second look. A task that is not finished at the first look hardly ever finishes within seconds. */
const FIRST = 20_000;
/** Pause during the first ten minutes. */
const EARLY = 10_500;
const EARLY_UNTIL = 600_000;
/** Later pauses, as a fraction of the time already waited. */
const GROWTH = 0.035;
/** Fraction by which a pause varies at random, so that gates that start together do not keep looking together. */
const JITTER = 0.1;
/** Pause after an answer that was requested before the wait began, and after a retry of a task. */
const SOON = 3_000;
/** Minimum pause before the estimated end, because the estimate may be slightly off. */
const SHORTEST = 2_000;

/**
 * Returns the milliseconds until the next look, or `undefined` if the last look has been made. The pause grows with
 * the time waited, up to `pollInterval`, and doubles with each throttled look in a row. The last look falls just
 * before the deadline, so that its answer still counts.
 * @param random - a number between 0 and 1
 */
export function nextPause(
  { elapsed, timeout, pollInterval, estimatedRemaining, soon = false, throttled = 0, retryAfter = 0 }: ScheduleFacts,
  random: number,
): number | undefined {
  const lastLook = timeout - Math.min(1_000, timeout / 10);
  if (elapsed >= lastLook) {
    return undefined;
  }
  const usual = soon
    ? SOON
    : elapsed < FIRST - EARLY
      ? FIRST - elapsed
      : elapsed < EARLY_UNTIL
        ? EARLY
        : Math.max(EARLY, elapsed * GROWTH);
  const stretched = usual * 2 ** throttled * (1 + JITTER * (2 * random - 1));
  // The longest pause varies too, always downwards. Otherwise gates that reach it would look in step for the rest of
  // their waits.
  const pause = towardsEnd(Math.min(stretched, pollInterval * (1 - JITTER * random)), estimatedRemaining);
  return Math.ceil(Math.min(Math.max(Math.min(pause, pollInterval), retryAfter), lastLook - elapsed));
}

/** Shortens the pause so that it ends just after the estimated end, if that is sooner. */
function towardsEnd(pause: number, left: number | undefined): number {
  return left === undefined ? pause : Math.max(SHORTEST, Math.min(pause, left * 1.02 + 500));
}
