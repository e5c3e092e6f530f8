import type { Clock } from "../clock";

/**
 * Creates a clock whose sleeps end early when something else happens.
 * @param news - resolves when that happens. It gets a signal that fires when the sleep is over, and the length of the
 *   sleep in milliseconds
 */
export function interruptibleClock(clock: Clock, news: (until: AbortSignal, ms: number) => Promise<void>): Clock {
  return {
    now: clock.now,
    async sleep(ms, signal) {
      const awake = new AbortController();
      const abort = () => awake.abort(signal?.reason);
      if (signal?.aborted) abort();
      signal?.addEventListener("abort", abort);
      try {
        await Promise.race([clock.sleep(ms, awake.signal), news(awake.signal, ms)]);
      } finally {
        signal?.removeEventListener("abort", abort);
        awake.abort("awake");
      }
    },
  };
}
