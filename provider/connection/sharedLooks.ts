import type { Clock } from "../core/clock";
import type { DbsError } from "../core/errors";
import { type Enough, type LookEnd, type LookOptions, type ReadList, SharedLook } from "./sharedLook";

/** Milliseconds, counted from the start of a look, during which new waits are gathered for the next look. */
const GATHERING = 500;
/** Milliseconds for which the result of a finished look can be used to keep a new wait waiting. */
const RECENT = 3_000;

/** A sleeping wait, described by the look it would request when woken. */
interface Sleeper {
  /** Clock time in milliseconds at which the newest look known to the wait was requested. */
  since: number;
  enough: Enough;
  /** Clock time in milliseconds from which the wait takes part in looks started by others. */
  due: number;
  /**
   * Milliseconds that the wait would allow for its own look. A look that failed with much less time is not news to it.
   */
  patience: number;
}

/** The looks that are made at one list over one connection. All waits for that list share them. */
export interface SharedLooks {
  /**
   * Returns the result of a look requested after `since`. This may be a finished look, a running one that the caller
   * joins, or a new one. If the look fails, the promise still resolves, with the error as `failure`.
   * @throws DbsError of kind `timeout` at the caller's deadline; the reason of `signal` when it is aborted
   */
  look(options: LookOptions): Promise<LookEnd>;
  /** Returns the result of the latest look if it ended moments ago and saw enough, and if other waits are asleep. */
  recent(enough: Enough): LookEnd | undefined;
  /** Resolves once a look that is news to the sleeper has ended. Never resolves after `signal` is aborted. */
  next(sleeper: Sleeper, signal: AbortSignal): Promise<void>;
  /** Tells whether no wait is looking or sleeping here and the latest look ended more than `since` milliseconds ago. */
  isIdle(since: number): boolean;
}

/** Creates the looks that all waits for one list share, so that a hundred gates cost no more than one. */
export function createSharedLooks(read: ReadList, clock: Clock): SharedLooks {
  /** The look that was requested last. */
  let latest: SharedLook | undefined;
  /** The next look, which gathers callers, and the timer that starts it. */
  let gathering: { look: SharedLook; timer: AbortController; due: number } | undefined;
  /** What wakes each sleeper, and what ends its part in a look. */
  const sleepers = new Map<Sleeper, { wake(): void; leave?(): void }>();

  const start = async (look: SharedLook): Promise<void> => {
    gathering?.timer.abort();
    gathering = undefined;
    latest = look;
    for (const [{ due, enough }, sleeping] of sleepers) {
      if (due <= clock.now()) sleeping.leave = look.takePart(enough);
    }
    await look.ask(read);
    for (const [sleeper, { wake }] of sleepers) {
      if (isNews(look, sleeper)) {
        sleepers.delete(sleeper);
        wake();
      }
    }
  };

  const gather = (look: SharedLook, ms: number): void => {
    gathering?.timer.abort();
    const timer = new AbortController();
    gathering = { look, timer, due: clock.now() + ms };
    look.abandoned.addEventListener("abort", () => {
      timer.abort();
      if (gathering?.look === look) gathering = undefined;
    });
    clock.sleep(ms, timer.signal).then(
      () => (gathering?.look === look ? start(look) : undefined),
      () => {},
    );
  };

  /**
   * Returns how many milliseconds a caller must wait for others to join before its look starts. Returns 0 if the caller
   * took part in the latest look.
   */
  const gatheringTime = ({ since, deadline }: LookOptions): number => {
    if (latest?.asked === undefined || latest.asked === since) return 0;
    const now = clock.now();
    return Math.max(0, Math.min(latest.asked + GATHERING - now, (deadline - now) / 2));
  };

  return {
    async look(options) {
      const { since, deadline, enough, signal } = options;
      for (;;) {
        signal?.throwIfAborted();
        if (latest !== undefined && isNews(latest, { since, enough, patience: deadline - clock.now() })) {
          return latest.endFor(enough);
        }
        const look = latest?.isOpenTo(options) ? latest : (gathering?.look ?? new SharedLook(clock));
        const waiting = look.wait(options);
        if (look.asked === undefined) {
          const ms = gatheringTime(options);
          if (ms === 0) void start(look);
          else if (gathering === undefined || clock.now() + ms < gathering.due) gather(look, ms);
        }
        const end = await waiting;
        // The look may have run out of time while this caller still has some left.
        if ((end.failure as DbsError | undefined)?.kind !== "timeout" || look.deadline >= deadline) return end;
      }
    },
    recent(enough) {
      const isRecent = latest?.ended !== undefined && clock.now() - latest.ended <= RECENT;
      return isRecent && sleepers.size > 0 && latest?.covers(enough) ? latest.endFor(enough) : undefined;
    },
    next: (sleeper, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return;
        // The news may have come while the sleeper's own look was still under way.
        if (latest !== undefined && isNews(latest, sleeper)) return resolve();
        const sleeping: { wake(): void; leave?(): void } = { wake: resolve };
        sleepers.set(sleeper, sleeping);
        const stop = () => {
          sleepers.delete(sleeper);
          // A wait whose sleep is over joins the look by itself now. Its part ends after that, so the look goes on.
          if (sleeping.leave !== undefined) void clock.sleep(0).then(sleeping.leave);
        };
        signal.addEventListener("abort", stop, { once: true });
      }),
    isIdle: (since) =>
      gathering === undefined &&
      sleepers.size === 0 &&
      (latest === undefined || (latest.ended !== undefined && clock.now() - latest.ended > since)),
  };
}

/**
 * Tells whether a look is news to a wait. The look must have been requested after the newest one known to the wait. It
 * must also have seen enough, or have failed in the way the wait's own look would have failed.
 */
function isNews(
  look: SharedLook,
  { since, enough, patience }: Pick<Sleeper, "since" | "enough" | "patience">,
): boolean {
  return (look.asked ?? since) > since && (look.covers(enough) || look.failsFor(patience));
}
