import type { Clock } from "../../core/clock";
import { DbsError } from "../../core/errors";
import { OUT_OF_TIME, withDeadline } from "../../core/wait/withDeadline";
import type { Credentials, FetchedCredentials } from "./fetchedCredentials";
import { sharedFlight } from "./sharedFlight";

/**
 * Milliseconds before its expiry at which a session is renewed, as in the credentials library. A session that lasts
 * less than twice as long is renewed after half of its lifetime.
 */
const EARLY = 15 * 60_000;
/** Milliseconds for which credentials with an unknown expiry are kept. */
const UNKNOWN = 60_000;
/** Milliseconds for which an early renewal may keep a call waiting while the old session is still valid. */
const RENEWAL_WAIT = 3_000;
/** Milliseconds between attempts to renew a session that is still valid, after a failure. */
const AFTER_FAILURE = 10_000;
/** Milliseconds between attempts to renew a session that is still valid, after one that failed late. */
const AFTER_HANG = 60_000;
/** Minimum milliseconds between fetches from a source that gives sessions that are of no more use. */
const SOON = 5_000;

interface Held {
  credentials: Credentials;
  /** Time on the clock, in milliseconds, at which the credentials are fetched again. */
  due: number;
  /** Time, in milliseconds since the epoch, at which the credentials expire. Absent if it is unknown. */
  expiration: number | undefined;
  /** Whether they had expired already when they were fetched. By the service's clock they may still be valid. */
  cameExpired: boolean;
}

/**
 * Keeps the credentials of a source until they are due for renewal, so that reading a list of 100 pages fetches them
 * once. Concurrent calls share one fetch. If a renewal fails or is slow, the session stays in use until it expires, and a
 * slow renewal goes on in the background. After the expiry, callers wait for the renewal or get its error.
 *
 * An expiry is a time stamp, so it is compared with the wall clock. Everything else is measured from the fetch, so that
 * setting the wall clock back does not extend a session.
 * @param what - the credential source, with which an error message starts
 */
export function holdSession(
  what: string,
  fetch: (signal: AbortSignal) => Promise<FetchedCredentials>,
  clock: Pick<Clock, "now" | "wallTime" | "sleep">,
) {
  let held: Held | undefined;
  let refused: Credentials | undefined;
  /** The source gave the refused session again. It is not asked before `until`. */
  let repeated: { error: DbsError; until: number } | undefined;

  /** If the expiry is unknown, the service will reject the session once it has expired. */
  const isOver = ({ expiration }: Held) => expiration !== undefined && expiration <= clock.wallTime();

  const ask = sharedFlight(async (signal) => {
    const { expiration, ...credentials } = await fetch(signal);
    signal.throwIfAborted();
    // Credentials of an unknown or endless life are a user's own. Only the user can replace them, so the service's
    // refusal must reach the user. A source that knows the end of its sessions will have another one soon.
    if (expiration !== undefined && Number.isFinite(expiration) && isSame(credentials, refused)) {
      const reason = "the source gave the session again that the service no longer accepts";
      const error = new DbsError("unavailable", `${what}: ${reason}`);
      repeated = { error, until: clock.now() + SOON };
      throw error;
    }
    repeated = undefined;
    const wallTime = clock.wallTime();
    const cameExpired = expiration !== undefined && expiration <= wallTime;
    held = { credentials, due: clock.now() + holdTime(wallTime, expiration), expiration, cameExpired };
    return credentials;
  });

  /** Ends the wait for an early renewal that goes on in the background. Absent if none does. */
  let background: AbortController | undefined;

  /** Leaves an early renewal in the background, to its own time limit. Until it ends, the old session is used. */
  const leaveInBackground = (valid: Held, renewal: Promise<unknown>, stop: AbortController) => {
    if (background !== undefined) {
      // Another call has left the same renewal in the background.
      stop.abort(OUT_OF_TIME);
      return;
    }
    background = stop;
    valid.due = Number.POSITIVE_INFINITY;
    const end = () => {
      background = undefined;
      valid.due = clock.now() + AFTER_HANG;
    };
    renewal.then(end, end);
  };

  const renewEarly = async (valid: Held, signal: AbortSignal | undefined): Promise<Credentials> => {
    const stop = new AbortController();
    const renewal = ask(stop.signal);
    try {
      const renewed = await withDeadline(renewal, RENEWAL_WAIT, clock, signal);
      if (renewed !== OUT_OF_TIME) {
        return renewed;
      }
    } catch (error) {
      stop.abort(OUT_OF_TIME);
      // The session that was valid has been refused in the meantime.
      if (signal?.aborted || held !== valid) {
        throw error;
      }
      valid.due = clock.now() + AFTER_FAILURE;
      return valid.credentials;
    }
    leaveInBackground(valid, renewal, stop);
    return held === valid ? valid.credentials : resolve(signal);
  };

  const resolve = async (signal?: AbortSignal): Promise<Credentials> => {
    const now = clock.now();
    const valid = held === undefined || isOver(held) ? undefined : held;
    if (held !== undefined && now < held.due && (valid !== undefined || held.cameExpired)) {
      return held.credentials;
    }
    if (repeated !== undefined && now < repeated.until) {
      throw repeated.error;
    }
    if (valid !== undefined) {
      return renewEarly(valid, signal);
    }
    const fetched = ask(signal);
    // This call has joined the renewal in the background, if there is one. From now on it ends when its callers leave.
    background?.abort(OUT_OF_TIME);
    return fetched;
  };

  return {
    /** @param signal - aborted when the caller no longer waits. A fetch that nobody waits for is ended. */
    resolve,
    /** Drops the credentials that the service has refused, unless they have been replaced already. */
    renew: (credentials: Credentials): void => {
      if (held !== undefined && isSame(held.credentials, credentials)) {
        held = undefined;
        refused = credentials;
      }
    },
  };
}

function isSame(a: Credentials, b: Credentials | undefined): boolean {
  return a.accessKeyId === b?.accessKeyId && a.securityToken === b.securityToken;
}

/** Returns the milliseconds for which credentials are held. `wallTime` and `expiration` are times since the epoch. */
function holdTime(wallTime: number, expiration: number | undefined): number {
  if (expiration === undefined) {
    return UNKNOWN;
  }
  const life = expiration - wallTime;
  return life <= 0 ? SOON : Math.max(life - EARLY, life / 2, Math.min(life, SOON));
}
