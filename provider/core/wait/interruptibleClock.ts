import type { Clock } from "../clock";

/**
 * Creates a clock whose sleeps can be cut short.
 * @param news - called at the start of each sleep, which ends early if the returned promise resolves. It receives a
 *   signal that is aborted when the sleep is over, and the length of the sleep in milliseconds
 */
export function interruptibleClock(clock: Clock, news: (until: AbortSignal, ms: number) => Promise<void>): Clock {
  return {
    ...clock,
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
