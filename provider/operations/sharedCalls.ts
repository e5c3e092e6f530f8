import type { Clock } from "../core/clock";
import { DbsError } from "../core/errors";

/** Milliseconds: an answer serves those who ask the same so shortly after, if an older one than their question will do. */
const FRESH = 1_000;
/** Milliseconds between two calls of those who need a new answer, so that all who come meanwhile share the next. */
const GATHERING = 250;

interface SharedCall {
  asked: number;
  deadline: number;
  maxRetries: number;
  answer: Promise<unknown>;
  /** When it was answered; absent while it is under way. */
  answered?: number;
  /** Ends the call when nobody waits for it any more. */
  controller: AbortController;
  waiting: number;
}

/** Who asks, and which answer will do. */
export interface Asker {
  signal?: AbortSignal | undefined;
  /** Clock time in milliseconds until which this asker waits. A call that has less time, by more than a second, is not joined. */
  deadline: number;
  /** Retries that this asker wants made. Whose call makes fewer is not joined. */
  maxRetries: number;
  /** Clock time in milliseconds: nothing that was asked by then will do. Default: a call that is under way, however old. */
  newerThan?: number | undefined;
  /** An answer that came within the last second will do too. Default: no, since it may be older than what led to the question. */
  recent?: boolean | undefined;
  /** Others are expected who need an answer as new: waits a quarter of a second for them after the last call of the kind. */
  gather?: boolean | undefined;
  /** Is told when the answer was asked for, clock time in milliseconds. */
  onAsked?: ((asked: number) => void) | undefined;
  /** Those who listen to this topic are told when the call is answered. */
  topic?: string | undefined;
}

/** Calls of one connection that gates and reads share. */
export interface SharedCalls {
  /** Makes a call, or joins one that asks the same. */
  ask<T>(key: string, asker: Asker, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Resolves when a call of the topic that was asked after `newerThan` is answered, whoever asked; never when `signal` fires before. */
  answered(topic: string, newerThan: number, signal: AbortSignal): Promise<void>;
}

/**
 * Lets gates and reads of one process that ask the service the same at about the same time share one answer: a hundred
 * gates on one instance cost what one costs. To be made once per connection, so that nothing is shared between
 * endpoints, regions or identities. A call that failed is shared by those who waited for it, and by nobody after.
 */
export function createSharedCalls(clock: Clock): SharedCalls {
  const calls = new Map<string, SharedCall>();
  const listeners = new Map<string, Set<(asked: number) => void>>();

  const start = (
    key: string,
    { deadline, maxRetries, topic = key }: Asker,
    call: (signal: AbortSignal) => Promise<unknown>,
  ): SharedCall => {
    const controller = new AbortController();
    const answer = call(controller.signal);
    const shared: SharedCall = { asked: clock.now(), deadline, maxRetries, answer, controller, waiting: 0 };
    const forget = () => {
      shared.answered = clock.now();
      if (calls.get(key) === shared) calls.delete(key);
    };
    const settle = () => {
      shared.answered = clock.now();
      for (const listener of [...(listeners.get(topic) ?? [])]) listener(shared.asked);
    };
    shared.answer.then(settle, forget);
    controller.signal.addEventListener("abort", forget);
    calls.set(key, shared);
    return shared;
  };

  /** A clock that was set back makes nothing young again. */
  const isFresh = (answered: number) => Math.abs(clock.now() - answered) <= FRESH;

  return {
    async ask<T>(key: string, asker: Asker, call: (signal: AbortSignal) => Promise<T>) {
      const { signal, deadline, maxRetries, newerThan = Number.NEGATIVE_INFINITY, recent = false } = asker;
      signal?.throwIfAborted();
      for (const [old, { answered }] of calls) {
        // In the order in which they were asked: those after one that stays are left for a later time.
        if (answered === undefined || isFresh(answered)) break;
        calls.delete(old);
      }
      const serves = ({ asked, answered, ...limits }: SharedCall) =>
        asked > newerThan &&
        (answered === undefined
          ? limits.deadline + FRESH >= deadline && limits.maxRetries >= maxRetries
          : isFresh(answered) && (recent || asker.newerThan !== undefined));
      let known = calls.get(key);
      if (asker.gather && known !== undefined && !serves(known)) {
        const rest = known.asked + GATHERING - clock.now();
        if (rest > 0 && rest <= GATHERING) await clock.sleep(rest, signal);
        known = calls.get(key);
      }
      const running = known !== undefined && serves(known) ? known : undefined;
      const shared = running ?? start(key, asker, call);
      asker.onAsked?.(shared.asked);
      shared.waiting += 1;
      try {
        // The one who made the call gave it his own deadline.
        const until = running === undefined ? undefined : deadline;
        return (await patiently(shared.answer, signal, until, clock)) as T;
      } finally {
        shared.waiting -= 1;
        if (shared.waiting === 0 && shared.answered === undefined) shared.controller.abort();
      }
    },

    answered(topic, newerThan, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return;
        const ofTopic = listeners.get(topic) ?? new Set();
        const done = () => {
          ofTopic.delete(listener);
          if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) listeners.delete(topic);
        };
        const listener = (asked: number) => {
          if (asked <= newerThan) return;
          done();
          resolve();
        };
        listeners.set(topic, ofTopic.add(listener));
        signal.addEventListener("abort", done, { once: true });
      });
    },
  };
}

/** Gives the answer, unless `signal` fires or the clock passes `until` before. */
async function patiently<T>(
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
