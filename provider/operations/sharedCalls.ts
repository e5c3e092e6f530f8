import type { Clock } from "../core/clock";
import { DbsError } from "../core/errors";

/** Milliseconds: an answer serves those who ask the same so shortly after it was asked for. */
const FRESH = 1_000;

interface SharedCall {
  asked: number;
  answer: Promise<unknown>;
  settled: boolean;
  /** Ends the call when nobody waits for it any more. */
  controller: AbortController;
  waiting: number;
}

/** Makes a call, or joins one that asks the same. */
export type Share = <T>(key: string, asker: Asker, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;

interface Asker {
  signal?: AbortSignal | undefined;
  /** Clock time in milliseconds until which this asker waits: the call itself may be another one's, with more time. */
  deadline: number;
  /** Ask anew, whatever was answered before: a read that asks twice wants to know whether the answer changed. */
  anew: boolean;
  /** Clock time in milliseconds: nothing that was asked by then will do, since this asker has looked since. */
  newerThan?: number | undefined;
}

/**
 * Lets gates and reads of one process that ask the service the same at about the same time share one answer: a hundred
 * gates on one instance cost what one costs. To be made once per connection, so that nothing is shared between
 * endpoints, regions or identities. A call that failed is shared by those who waited for it, and by nobody after.
 */
export function createShare(clock: Clock): Share {
  const calls = new Map<string, SharedCall>();

  const start = (key: string, call: (signal: AbortSignal) => Promise<unknown>): SharedCall => {
    const controller = new AbortController();
    const shared = { asked: clock.now(), answer: call(controller.signal), settled: false, controller, waiting: 0 };
    const settle = () => {
      shared.settled = true;
    };
    const forget = () => {
      settle();
      if (calls.get(key) === shared) calls.delete(key);
    };
    shared.answer.then(settle, forget);
    controller.signal.addEventListener("abort", forget);
    calls.set(key, shared);
    return shared;
  };

  return async <T>(
    key: string,
    { signal, deadline, anew, newerThan = Number.NEGATIVE_INFINITY }: Asker,
    call: (signal: AbortSignal) => Promise<T>,
  ) => {
    signal?.throwIfAborted();
    for (const [old, { asked }] of calls) {
      if (clock.now() - asked > FRESH) calls.delete(old);
    }
    const known = calls.get(key);
    const running = anew || known === undefined || known.asked <= newerThan ? undefined : known;
    const shared = running ?? start(key, call);
    shared.waiting += 1;
    const patience = new AbortController();
    try {
      // The one who made the call gave it his own deadline.
      const late = running === undefined ? [] : [outOfTime(clock, deadline, patience.signal)];
      return (await Promise.race([shared.answer, aborted(signal, patience.signal), ...late])) as T;
    } finally {
      patience.abort();
      shared.waiting -= 1;
      if (shared.waiting === 0 && !shared.settled) shared.controller.abort();
    }
  };
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
