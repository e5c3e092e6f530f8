import type { Clock } from "../clock";

/** Stands for a promise that did not settle in time. */
export const OUT_OF_TIME = Symbol("out of time");

/**
 * Adds a deadline and an abort signal to a promise that supports neither.
 * @param milliseconds - how long it may take from now on; none or less is no time at all
 * @returns what the promise gives, or OUT_OF_TIME
 * @throws the signal's reason, at once when it is aborted
 */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<T | typeof OUT_OF_TIME> {
  // A promise that has settled already, as that of held credentials has, needs no timer.
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
  // Not AbortSignal.any: on Node 20 a signal that lives for hours keeps each of its followers (nodejs/node#54614).
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const late = clock.sleep(Math.max(0, milliseconds), stop.signal).then((): typeof OUT_OF_TIME => OUT_OF_TIME);
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal?.removeEventListener("abort", abort);
    // Without a reason each call would pay for an exception and its stack.
    stop.abort(OUT_OF_TIME);
  }
}
