import type { SharableCall, SharedCalls } from "./sharedCalls";

/**
 * The same calls, each made once for as long as this is kept, for readers who want to see one moment. Who says how new an
 * answer must be gets one that is; a call that failed is made again.
 */
export function rememberedCalls(calls: SharedCalls): SharedCalls {
  const answers = new Map<string, Promise<unknown>>();
  return {
    ...calls,
    ask<T>(key: string, asker: Parameters<SharedCalls["ask"]>[1], call: SharableCall<T>) {
      const known = asker.since === undefined ? answers.get(key) : undefined;
      const answer = known ?? calls.ask(key, asker, call);
      answers.set(key, answer);
      answer.catch(() => {
        if (answers.get(key) === answer) answers.delete(key);
      });
      return answer as Promise<T>;
    },
  };
}
