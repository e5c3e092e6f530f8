import type { Clock } from "../core/clock";
import type { DbsError } from "../core/errors";
import { patiently } from "./patiently";

/** Milliseconds: an answer serves those who ask the same so shortly after, if an older one than their question will do. */
const FRESH = 3_000;
/** Milliseconds between two calls of those who need a new answer, so that all who come meanwhile share the next. */
const GATHERING = 250;

/** The service has no time for anybody now. */
const BUSY: readonly unknown[] = ["throttled", "unavailable"];

interface SharedCall {
  asked: number;
  deadline: number;
  maxRetries: number;
  answer: Promise<unknown>;
  /** When it was answered; absent while it is under way. */
  answered?: number;
  /** It was answered by a failure. */
  failed?: boolean;
  /** Ends the call when nobody waits for it any more. */
  controller: AbortController;
  waiting: number;
}

/** Who asks, and which answer will do. */
export interface Asker {
  signal?: AbortSignal | undefined;
  /** Clock time in milliseconds until which this asker waits. A call that has less than half of that time left is not joined. */
  deadline: number;
  /** Retries that this asker wants made. Whose call makes fewer is not joined. */
  maxRetries: number;
  /**
   * Clock time in milliseconds: only what was asked since then will do, and of what is answered already only what was asked
   * later than in that very millisecond. Default: a call that is under way, however old.
   */
  since?: number | undefined;
  /**
   * An answer that came within the last three seconds will do too, if somebody listens to the topic, as those do who wait
   * on since then. Default: no, since it may be older than what led to the question.
   */
  recent?: boolean | undefined;
  /**
   * Others are expected who need an answer as new: waits for them until a quarter of a second after the last call of the
   * kind, `always` or where that call is `underWay`. Default: no.
   */
  gather?: "always" | "underWay" | undefined;
  /** Is told when the answer was asked for, clock time in milliseconds. */
  onAsked?: ((asked: number) => void) | undefined;
  /** What the call is part of, for those who listen to it. Default: the key. */
  topic?: string | undefined;
  /** They are told when the call is answered. Default: yes. */
  announced?: boolean | undefined;
}

/** Calls of one connection that gates and reads share. */
export interface SharedCalls {
  /** Makes a call, or joins one that asks the same. */
  ask<T>(key: string, asker: Asker, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /**
   * Resolves when a call of the topic that was asked after `after`, clock time in milliseconds, is answered, whoever asked,
   * or finds the service away or throttling; never when `signal` fires before.
   */
  answered(topic: string, after: number, signal: AbortSignal): Promise<void>;
}

/**
 * Lets gates and reads of one process that ask the service the same at about the same time share one answer: a hundred
 * gates on one instance cost what one costs. To be made once per connection, so that nothing is shared between
 * endpoints, regions or identities. A call that failed is shared by those who waited for it; after that only by those who
 * waited for a newer answer, and only where the service is away or throttles.
 */
export function createSharedCalls(clock: Clock): SharedCalls {
  const calls = new Map<string, SharedCall>();
  const listeners = new Map<string, Set<(asked: number) => void>>();

  const start = (
    key: string,
    { deadline, maxRetries, topic = key, announced = true }: Asker,
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
      for (const listener of announced ? [...(listeners.get(topic) ?? [])] : []) listener(shared.asked);
    };
    const fail = (error: unknown) => {
      shared.failed = true;
      // Others who ask now would meet the same, and make it worse: for them it is news like an answer.
      if (BUSY.includes((error as DbsError).kind)) settle();
      else forget();
    };
    shared.answer.then(settle, fail);
    controller.signal.addEventListener("abort", forget);
    calls.set(key, shared);
    return shared;
  };

  /** A clock that was set back makes nothing young again. */
  const isFresh = (answered: number) => Math.abs(clock.now() - answered) <= FRESH;

  const serves = (key: string, shared: SharedCall, asker: Asker) => {
    const { deadline, maxRetries, since, recent = false, topic = key } = asker;
    const { asked, answered } = shared;
    if (answered === undefined) {
      const enoughTime = shared.deadline - clock.now() >= (deadline - clock.now()) / 2;
      return asked >= (since ?? asked) && enoughTime && shared.maxRetries >= maxRetries;
    }
    if (shared.failed === true && (since === undefined || shared.maxRetries < maxRetries)) {
      return false;
    }
    return isFresh(answered) && (since === undefined ? recent && listeners.has(topic) : asked > since);
  };

  const findServing = (key: string, asker: Asker): SharedCall | undefined => {
    const known = calls.get(key);
    return known !== undefined && serves(key, known, asker) ? known : undefined;
  };

  /** Milliseconds until those who gather ask, where there are others to wait for. */
  const gathering = (key: string, { gather }: Asker): number => {
    const known = calls.get(key);
    if (known === undefined || gather === undefined || (gather === "underWay" && known.answered !== undefined)) {
      return 0;
    }
    return known.asked + GATHERING - clock.now();
  };

  const ask = async <T>(key: string, asker: Asker, call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const { signal, deadline } = asker;
    signal?.throwIfAborted();
    for (const [old, { answered }] of calls) {
      // In the order in which they were asked: those after one that stays are left for a later time.
      if (answered === undefined || isFresh(answered)) break;
      calls.delete(old);
    }
    let running = findServing(key, asker);
    const pause = running === undefined ? gathering(key, asker) : 0;
    if (pause > 0) {
      await clock.sleep(pause, signal);
      running = findServing(key, asker);
    }
    const shared = running ?? start(key, asker, call);
    asker.onAsked?.(shared.asked);
    shared.waiting += 1;
    try {
      // The one who made the call gave it his own deadline.
      const until = running === undefined ? undefined : deadline;
      return (await patiently(shared.answer, signal, until, clock)) as T;
    } catch (error) {
      // The time of the one who made the call was over, and not this one's.
      if (running !== undefined && (error as DbsError).kind === "timeout" && clock.now() < deadline) {
        return await ask(key, asker, call);
      }
      throw error;
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0 && shared.answered === undefined) shared.controller.abort();
    }
  };

  return {
    ask,
    answered(topic, after, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return;
        const ofTopic = listeners.get(topic) ?? new Set();
        const done = () => {
          ofTopic.delete(listener);
          if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) listeners.delete(topic);
        };
        const listener = (asked: number) => {
          if (asked <= after) return;
          done();
          resolve();
        };
        listeners.set(topic, ofTopic.add(listener));
        signal.addEventListener("abort", done, { once: true });
      });
    },
  };
}
