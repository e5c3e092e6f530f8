import type { Clock } from "../clock";

/** The time was over first. */
export const OUT_OF_TIME = Symbol("out of time");

/**
 * Waits for what can't be ended itself.
 * @param milliseconds - how long at most
 * @returns what the promise gives, or OUT_OF_TIME
 * @throws the signal's reason, at once when it is aborted
 */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<T | typeof OUT_OF_TIME> {
  // What is there already, as held credentials are, needs no timer.
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  await undefined;
  if (settled) {
    return promise;
  }
  // Not AbortSignal.any: on Node 20 a signal that lives for hours keeps each of its followers (nodejs/node#54614).
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const late = clock.sleep(milliseconds, stop.signal).then((): typeof OUT_OF_TIME => OUT_OF_TIME);
  try {
    return await Promise.race([promise, late]);
  } finally {
    signal?.removeEventListener("abort", abort);
    // Without a reason each call would pay for an exception and its stack.
    stop.abort(OUT_OF_TIME);
  }
}
