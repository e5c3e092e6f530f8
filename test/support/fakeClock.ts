import type { Clock } from "../../provider/core/clock";

/** A clock that jumps ahead when all code is asleep, and stands still otherwise. */
export interface FakeClock extends Clock {
  /** Length of every sleep that was started, in milliseconds and in order. */
  readonly sleeps: number[];
  /** Length of every sleep that was not aborted, in milliseconds and in the order in which they ended. */
  readonly slept: number[];
  /** Sets the wall clock forward, or back if `ms` is negative, as a person or NTP does. */
  setWallClock(ms: number): void;
}

/**
 * Makes a clock for simulated time. When no other code is ready to run, it jumps to the end of the next sleep. So hours
 * pass in milliseconds, and everything happens in the same order in each run. What is to run `later` never makes it
 * jump. Both of its times begin at `start`.
 */
export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  let wallClockAhead = 0;
  let ticking = false;
  const laters: { at: number; run: () => void }[] = [];
  const sleepers: { at: number; wake: () => void }[] = [];
  const sleeps: number[] = [];
  const slept: number[] = [];

  const runLaters = (until: number) => {
    for (let next = earliest(laters); next !== undefined && next.at <= until; next = earliest(laters)) {
      laters.splice(laters.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
    }
  };

  const tick = () => {
    const next = earliest(sleepers);
    if (next === undefined) {
      ticking = false;
      return;
    }
    sleepers.splice(sleepers.indexOf(next), 1);
    runLaters(next.at);
    now = Math.max(now, next.at);
    next.wake();
    setImmediate(tick);
  };

  return {
    sleeps,
    slept,
    now: () => now,
    wallTime: () => now + wallClockAhead,
    setWallClock(ms) {
      wallClockAhead += ms;
    },
    later: (ms, run) => void laters.push({ at: now + ms, run }),
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

function earliest<T extends { at: number }>(list: readonly T[]): T | undefined {
  return list.reduce<T | undefined>(
    (first, one) => (first === undefined || one.at < first.at ? one : first),
    undefined,
  );
}
