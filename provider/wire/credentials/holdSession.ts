import type { Credentials, FetchCredentials } from "./fetchedCredentials";

/** A session is renewed this long before it ends, as the library does; one that is shorter than twice this, at half its time. */
const EARLY = 15 * 60_000;
/** How long credentials are held whose end is not known. */
const UNKNOWN = 60_000;
/** How long a session that is still valid is held on to when renewing it failed. */
const AFTER_FAILURE = 10_000;

const UNKNOWN_END = 0;

interface Held {
  credentials: Credentials;
  /** Ask anew from then on. */
  until: number;
  /** Not valid from then on. */
  expiration: number;
}

/**
 * Holds what a source gave until it is time to ask again, so that a list of 100 pages asks once. Calls that come at the
 * same time share one fetch. While renewing fails a session is used up to its end; then the failure is the caller's.
 */
export function holdSession(fetch: FetchCredentials, now: () => number) {
  let held: Held | undefined;
  const ask = singleFlight(async () => {
    try {
      const { expiration, ...credentials } = await fetch();
      held = { credentials, until: holdUntil(now(), expiration), expiration: expiration ?? UNKNOWN_END };
      return credentials;
    } catch (error) {
      // Where the end is not known the service tells it.
      if (held === undefined || (held.expiration !== UNKNOWN_END && held.expiration <= now())) {
        throw error;
      }
      held.until = now() + AFTER_FAILURE;
      if (held.expiration !== UNKNOWN_END) held.until = Math.min(held.until, held.expiration);
      return held.credentials;
    }
  });
  return {
    resolve: async (): Promise<Credentials> => (held !== undefined && now() < held.until ? held.credentials : ask()),
    renew: (): void => {
      held = undefined;
    },
  };
}

function holdUntil(now: number, expiration: number | undefined): number {
  if (expiration === undefined) {
    return now + UNKNOWN;
  }
  const life = expiration - now;
  return now + Math.max(life - EARLY, life / 2);
}

/** Makes calls that come while one is under way share its outcome. A call that comes later runs anew. */
function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= run().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}
