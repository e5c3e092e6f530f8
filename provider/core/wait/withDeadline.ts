import type { Clock } from "../clock";

/** Result for a promise that did not settle in time. */
export const OUT_OF_TIME = Symbol("out of time");

/**
 * Adds a deadline and an abort signal to a promise that supports neither.
 * @param milliseconds - time allowed from now on; if it is 0 or less, the promise must already have settled
 * @returns the value of the promise, or OUT_OF_TIME
 * @throws the signal's reason, as soon as the signal is aborted
 */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  clock: Pick<Clock, "sleep">,
  signal: AbortSignal | undefined,
): Promise<T | typeof OUT_OF_TIME> {
  // A promise that has already settled, such as that of cached credentials, needs no timer.
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await undefined;
  if (settled) {
    return promise;
  }
  signal?.throwIfAborted();
  // AbortSignal.any is not used here. On Node.js 20, a signal that lives for hours keeps all its dependent signals
  // alive (nodejs/node#54614).
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const late = clock.sleep(Math.max(0, milliseconds), stop.signal).then((): typeof OUT_OF_TIME => OUT_OF_TIME);
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal?.removeEventListener("abort", abort);
    // Without a reason, each call would create an exception with a stack trace.
    stop.abort(OUT_OF_TIME);
  }
}
