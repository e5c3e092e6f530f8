import type { Clock } from "../core/clock";
import type { DbsError } from "../core/errors";
import { patiently } from "./patiently";

/** Milliseconds: an answer serves those who ask the same so shortly after, if an older one than their question will do. */
const FRESH = 3_000;
/** Milliseconds between two calls of those who need a new answer, so that all who come meanwhile share the next. */
const GATHERING = 250;

/** The service has no time for anybody now, or something else answers for it. */
const BUSY: readonly unknown[] = ["throttled", "unavailable", "protocol"];

interface SharedCall {
  asked: number;
  deadline: number;
  maxRetries: number;
  callTimeout: number;
  /** The most that anybody who waits for it will read. */
  depth: number;
  answer: Promise<unknown>;
  /** When it was answered; absent while it is under way. */
  answered?: number;
  /** It was answered by a failure. */
  failed?: boolean;
  /** Ends the call when nobody waits for it any more; absent where its asker can't leave it. */
  controller: AbortController | undefined;
  waiting: number;
}

/** Who asks, and which answer will do. */
export interface Asker {
  signal?: AbortSignal | undefined;
  /** Clock time in milliseconds until which this asker waits. A call that has less than half of that time left is not joined. */
  deadline: number;
  /** Retries that this asker wants made. Whose call makes fewer is not joined. */
  maxRetries: number;
  /** Milliseconds for one exchange. Whose exchanges have less is not joined. Default: any. */
  callTimeout?: number | undefined;
  /** How many pages this asker is likely to read, this one included. Default: 1. */
  depth?: number | undefined;
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
  /** What the call is part of, for those who listen to it; asked where anybody listens. Default: the key. */
  topic?: (() => string) | undefined;
  /** They are told when the call is answered. Default: yes. */
  announced?: boolean | undefined;
}

/** Who sleeps until there is news: as he would ask, of what he knows already. */
export type Listener = Pick<Asker, "maxRetries" | "callTimeout" | "depth"> & {
  /** Clock time in milliseconds: what was asked by then is no news. */
  since: number;
  /** Milliseconds that he would give a call. */
  time: number;
  /** Clock time in milliseconds: from then on one who reads fewer pages is news too. Default: never. */
  anyDepthFrom?: number | undefined;
};

/** @param signal - ends the call; absent where somebody waits for it to its end */
export type SharableCall<T> = (signal: AbortSignal | undefined) => Promise<T>;

/** Calls of one connection that gates and reads share. */
export interface SharedCalls {
  /** Makes a call, or joins one that asks the same. */
  ask<T>(key: string, asker: Asker, call: SharableCall<T>): Promise<T>;
  /**
   * Resolves when a call of the topic is answered, whoever asked, that was asked after what the listener knows and by one
   * who reads as many pages; or finds the service away or throttling with as much patience. Never when `signal` fires before.
   */
  answered(topic: string, listener: Listener, signal: AbortSignal): Promise<void>;
}

/**
 * Lets gates and reads of one process that ask the service the same at about the same time share one answer: a hundred
 * gates on one instance cost what one costs. To be made once per connection, so that nothing is shared between
 * endpoints, regions or identities. A call that failed is shared by those who waited for it; after that only by those who
 * waited for a newer answer, and only where the service is away or throttles, or something else answers for it.
 */
export function createSharedCalls(clock: Clock): SharedCalls {
  const calls = new Map<string, SharedCall>();
  const listeners = new Map<string, Set<(shared: SharedCall) => void>>();

  /** Those who listen to a topic now. */
  const listening = (key: string, topic: Asker["topic"]) =>
    listeners.size === 0 ? [] : [...(listeners.get(topic?.() ?? key) ?? [])];

  const start = (
    key: string,
    { signal, deadline, maxRetries, callTimeout = Number.POSITIVE_INFINITY, topic, announced = true }: Asker,
    call: SharableCall<unknown>,
  ): SharedCall => {
    const controller = signal === undefined ? undefined : new AbortController();
    const answer = call(controller?.signal);
    const limits = { deadline, maxRetries, callTimeout };
    const shared: SharedCall = { asked: clock.now(), ...limits, depth: 1, answer, controller, waiting: 0 };
    const forget = () => {
      shared.answered = clock.now();
      if (calls.get(key) === shared) calls.delete(key);
    };
    const settle = () => {
      shared.answered = clock.now();
      if (announced) for (const listener of listening(key, topic)) listener(shared);
    };
    const fail = (error: unknown) => {
      shared.failed = true;
      // Others who ask now would meet the same, and make it worse: for them it is news like an answer.
      if (BUSY.includes((error as DbsError).kind)) settle();
      else forget();
    };
    shared.answer.then(settle, fail);
    controller?.signal.addEventListener("abort", forget);
    // At the end of the map, whose order is that of asking.
    calls.delete(key);
    calls.set(key, shared);
    return shared;
  };

  /** A clock that was set back makes nothing young again. */
  const isFresh = (answered: number) => Math.abs(clock.now() - answered) <= FRESH;

  const serves = (key: string, shared: SharedCall, asker: Asker) => {
    const { deadline, since, recent = false, topic } = asker;
    const { asked, answered } = shared;
    const time = deadline - clock.now();
    if (answered === undefined) {
      const left = shared.deadline - clock.now();
      return asked >= (since ?? asked) && left >= time / 2 && isPatient(shared, { ...asker, time });
    }
    if (shared.failed === true && (since === undefined || !isPatient(shared, { ...asker, time }))) {
      return false;
    }
    if (!isFresh(answered)) return false;
    return since === undefined ? recent && listening(key, topic).length > 0 : asked > since;
  };

  const findServing = (key: string, asker: Asker): SharedCall | undefined => {
    const known = calls.get(key);
    return known !== undefined && serves(key, known, asker) ? known : undefined;
  };

  /** Milliseconds until those who gather ask, where there are others to wait for. */
  const gathering = (key: string, { gather, deadline }: Asker): number => {
    const known = calls.get(key);
    if (known === undefined || gather === undefined || (gather === "underWay" && known.answered !== undefined)) {
      return 0;
    }
    return Math.min(known.asked + GATHERING - clock.now(), GATHERING, deadline - clock.now());
  };

  const ask = async <T>(key: string, asker: Asker, call: SharableCall<T>): Promise<T> => {
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
    shared.depth = Math.max(shared.depth, asker.depth ?? 1);
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
      if (shared.waiting === 0 && shared.answered === undefined) shared.controller?.abort();
    }
  };

  return {
    ask,
    answered(topic, asker, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return;
        const ofTopic = listeners.get(topic) ?? new Set();
        const done = () => {
          ofTopic.delete(listener);
          if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) listeners.delete(topic);
        };
        const listener = (shared: SharedCall) => {
          const { since, depth = 1, anyDepthFrom = Number.POSITIVE_INFINITY } = asker;
          if (shared.asked <= since || (shared.depth < depth && clock.now() < anyDepthFrom)) return;
          if (shared.failed === true && !isPatient(shared, asker)) return;
          done();
          resolve();
        };
        listeners.set(topic, ofTopic.add(listener));
        signal.addEventListener("abort", done, { once: true });
      });
    },
  };
}

/** Whether a call tried as hard as this one would: otherwise its failure is none for him. */
function isPatient(
  shared: SharedCall,
  { maxRetries, callTimeout = 0, time }: Pick<Listener, "maxRetries" | "callTimeout" | "time">,
): boolean {
  const given = shared.deadline - shared.asked;
  return shared.maxRetries >= maxRetries && shared.callTimeout >= callTimeout && given >= time / 2;
}
