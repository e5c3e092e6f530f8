import type { Credentials, FetchCredentials } from "./fetchedCredentials";

/**
 * Milliseconds before its expiry at which a session is renewed, as in the credentials library. A session that lasts
 * less than twice as long is renewed after half of its lifetime.
 */
const EARLY = 15 * 60_000;
/** Milliseconds for which credentials with an unknown expiry are kept. */
const UNKNOWN = 60_000;
/** Milliseconds between attempts to renew a session that is still valid. */
const AFTER_FAILURE = 10_000;

const UNKNOWN_END = 0;

interface Held {
  credentials: Credentials;
  /** Time, in milliseconds since the epoch, after which the credentials are fetched again. */
  until: number;
  /** Time, in milliseconds since the epoch, at which the credentials expire; `UNKNOWN_END` if it is unknown. */
  expiration: number;
}

/**
 * Keeps the credentials of a source until they are due for renewal, so that reading a list of 100 pages fetches them
 * once. Concurrent calls share one fetch. If a renewal fails, the session stays in use until it expires. After that,
 * callers get the error.
 */
export function holdSession(fetch: FetchCredentials, now: () => number) {
  let held: Held | undefined;
  const ask = singleFlight(async () => {
    try {
      const { expiration, ...credentials } = await fetch();
      held = { credentials, until: holdUntil(now(), expiration), expiration: expiration ?? UNKNOWN_END };
      return credentials;
    } catch (error) {
      // If the expiry is unknown, the service will reject the session once it has expired.
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

/** Wraps a function so that calls made while it runs share its outcome. A later call starts a new run. */
function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= run().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}
