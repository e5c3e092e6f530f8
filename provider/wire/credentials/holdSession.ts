import type { Clock } from "../../core/clock";
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
  /** Time on the clock, in milliseconds, at which the credentials are fetched again. */
  due: number;
  /** Time, in milliseconds since the epoch, at which the credentials expire; `UNKNOWN_END` if it is unknown. */
  expiration: number;
}

/**
 * Keeps the credentials of a source until they are due for renewal, so that reading a list of 100 pages fetches them
 * once. Concurrent calls share one fetch. If a renewal fails, the session stays in use until it expires. After that,
 * callers get the error.
 *
 * An expiry is a time stamp, so it is compared with the wall clock. Everything else is measured from the fetch, so that
 * setting the wall clock back does not extend a session.
 */
export function holdSession(fetch: FetchCredentials, clock: Pick<Clock, "now" | "wallTime">) {
  let held: Held | undefined;
  const isOver = ({ expiration }: Held) => expiration !== UNKNOWN_END && expiration <= clock.wallTime();
  const ask = singleFlight(async () => {
    try {
      const { expiration, ...credentials } = await fetch();
      const due = clock.now() + holdTime(clock.wallTime(), expiration);
      held = { credentials, due, expiration: expiration ?? UNKNOWN_END };
      return credentials;
    } catch (error) {
      // If the expiry is unknown, the service will reject the session once it has expired.
      if (held === undefined || isOver(held)) {
        throw error;
      }
      held.due = clock.now() + AFTER_FAILURE;
      return held.credentials;
    }
  });
  return {
    resolve: async (): Promise<Credentials> =>
      held !== undefined && clock.now() < held.due && !isOver(held) ? held.credentials : ask(),
    renew: (): void => {
      held = undefined;
    },
  };
}

/** Returns the milliseconds for which credentials are held. `wallTime` and `expiration` are times since the epoch. */
function holdTime(wallTime: number, expiration: number | undefined): number {
  if (expiration === undefined) {
    return UNKNOWN;
  }
  const life = expiration - wallTime;
  return Math.max(life - EARLY, life / 2);
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
