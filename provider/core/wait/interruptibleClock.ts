import type { Clock } from "../clock";

/**
 * A clock whose sleeps end early when something else happens.
 * @param news - resolves when it does; lets go when its signal fires. It is told how many milliseconds the sleep is long
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
