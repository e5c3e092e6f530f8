/** What the next look depends on, all in milliseconds. */
export interface ScheduleFacts {
  /** Waited so far. */
  elapsed: number;
  /** The time for the whole wait. */
  timeout: number;
  /** The longest time between two looks. */
  pollInterval: number;
}

/** The shortest pause: a task of seconds is noticed within a few more. */
const SHORTEST = 8_000;
/** What part of the time already waited a pause may be: a task of an hour is noticed within a minute or so. */
const GROWTH = 0.04;
/** So much around the pause is left to chance, so that gates that start together do not look together. */
const JITTER = 0.2;

/**
 * Milliseconds until the next look, or `undefined` when the last one was made. The pause grows with the time waited, up
 * to `pollInterval`; the last look falls just before the deadline, so that its answer still counts.
 * @param random - a number from 0 up to 1
 */
export function nextPause({ elapsed, timeout, pollInterval }: ScheduleFacts, random: number): number | undefined {
  const lastLook = timeout - Math.min(1_000, timeout / 10);
  if (elapsed >= lastLook) {
    return undefined;
  }
  const pause = Math.max(SHORTEST, elapsed * GROWTH) * (1 + JITTER * (2 * random - 1));
  return Math.ceil(Math.min(pause, pollInterval, lastLook - elapsed));
}
