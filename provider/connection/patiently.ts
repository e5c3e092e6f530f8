import type { Clock } from "../core/clock";
import { DbsError } from "../core/errors";

/** Gives the answer, unless `signal` fires or the clock passes `until` before. */
export async function patiently<T>(
  answer: Promise<T>,
  signal: AbortSignal | undefined,
  until: number | undefined,
  clock: Clock,
): Promise<T> {
  if (signal === undefined && until === undefined) {
    return await answer;
  }
  const done = new AbortController();
  const late = until === undefined ? [] : [outOfTime(clock, until, done.signal)];
  try {
    return await Promise.race([answer, aborted(signal, done.signal), ...late]);
  } finally {
    done.abort("answered");
  }
}

/** Rejects with the signal's reason when it fires, and lets go of it when `done` does. */
function aborted(signal: AbortSignal | undefined, done: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { signal: done });
  });
}

async function outOfTime(clock: Clock, deadline: number, done: AbortSignal): Promise<never> {
  await clock.sleep(Math.max(0, deadline - clock.now()), done);
  throw new DbsError("timeout", "the time for this read is over while the same call of another one is still under way");
}
