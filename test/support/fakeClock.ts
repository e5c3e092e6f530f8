import type { Clock } from "../../provider/core/clock";

/** A clock whose time jumps ahead when everything is asleep, and stands still otherwise. */
export interface FakeClock extends Clock {
  /** Length of every sleep that was started, milliseconds, in order. */
  readonly sleeps: number[];
  /** Length of every sleep that was not aborted, milliseconds, in the order in which they ended. */
  readonly slept: number[];
}

/**
 * Makes a clock for simulated time. When nothing else is left to run, it jumps to the end of the next sleep. Hours pass
 * in milliseconds, and every run happens in the same order.
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
