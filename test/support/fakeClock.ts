import type { Clock } from "../../provider/core/clock";

/** A clock that jumps ahead when all code is asleep, and stands still otherwise. */
export interface FakeClock extends Clock {
  /** Length of every sleep that was started, in milliseconds and in order. */
  readonly sleeps: number[];
  /** Length of every sleep that was not aborted, in milliseconds and in the order in which they ended. */
  readonly slept: number[];
}

/**
 * Makes a clock for simulated time. When no other code is ready to run, it jumps to the end of the next sleep. So hours
 * pass in milliseconds, and everything happens in the same order in each run.
 */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  let ticking = false;
  const sleepers: { at: number; wake: () => void }[] = [];
  const sleeps: number[] = [];
  const slept: number[] = [];

  const tick = () => {
    const next = sleepers.reduce<(typeof sleepers)[number] | undefined>(
      (first, sleeper) => (first === undefined || sleeper.at < first.at ? sleeper : first),
      undefined,
    );
    if (next === undefined) {
      ticking = false;
      return;
    }
    sleepers.splice(sleepers.indexOf(next), 1);
    now = Math.max(now, next.at);
    next.wake();
    setImmediate(tick);
  };

  return {
    sleeps,
    slept,
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleeps.push(ms);
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const abort = () => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", abort);
          slept.push(ms);
          resolve();
        };
        const sleeper = { at: now + ms, wake };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", abort, { once: true });
        if (!ticking) {
          ticking = true;
          setImmediate(tick);
        }
      }),
  };
}
