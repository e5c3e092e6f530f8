import type { Clock } from "../core/clock";
import type { DbsError } from "../core/errors";
import { type Enough, type LookEnd, type LookOptions, type ReadList, SharedLook } from "./sharedLook";

/** Milliseconds after the start of a look during which new waits are gathered for the next one. */
const GATHERING = 1_000;
/** Milliseconds after its end during which a look may keep a new wait waiting. */
const RECENT = 3_000;

/** A sleeping wait, described by the look it would request when woken. */
interface Sleeper {
  /** Clock time in milliseconds at which the newest look that the wait knows was requested. */
  since: number;
  enough: Enough;
  /** Clock time in milliseconds from which the wait takes part in looks that others start. */
  due: number;
  /** Milliseconds that the wait would allow a look. The failure of a look that had much less time is not news to it. */
  patience: number;
}

/** Looks at one list over one connection, shared by all waits for that list. */
export interface SharedLooks {
  /**
   * Returns a look that was requested after `since`, joins one, or starts one. If the look fails, the promise still
   * resolves, with the error as `failure`.
   * @throws DbsError of kind `timeout` at the caller's deadline; the reason of `signal` when it is aborted
   */
  look(options: LookOptions): Promise<LookEnd>;
  /** Returns the latest look if it ended moments ago, saw enough, and left other waits asleep. */
  recent(enough: Enough): LookEnd | undefined;
  /** Resolves once a look has ended that is news to the sleeper. Never resolves after `signal` is aborted. */
  next(sleeper: Sleeper, signal: AbortSignal): Promise<void>;
  /** Tells whether no wait looks or sleeps here and the latest look ended more than `since` milliseconds ago. */
  isIdle(since: number): boolean;
}

/** Creates the looks that all waits for one list share, so that a hundred gates cost as much as one. */
export function createSharedLooks(read: ReadList, clock: Clock): SharedLooks {
  /** The look that was requested last. */
  let latest: SharedLook | undefined;
  /** The next look, which gathers callers, and the timer that starts it a second after the latest one. */
  let gathering: { look: SharedLook; timer: AbortController } | undefined;
  const sleepers = new Map<Sleeper, () => void>();

  const start = async (look: SharedLook): Promise<void> => {
    gathering?.timer.abort();
    gathering = undefined;
    latest = look;
    const due = [...sleepers.keys()].filter((sleeper) => sleeper.due <= clock.now());
    await look.ask(
      read,
      due.map(({ enough }) => enough),
    );
    for (const [sleeper, wake] of sleepers) {
      if (isNews(look, sleeper)) {
        sleepers.delete(sleeper);
        wake();
      }
    }
  };

  const gather = (look: SharedLook, ms: number): void => {
    const timer = new AbortController();
    gathering = { look, timer };
    look.abandoned.addEventListener("abort", () => {
      timer.abort();
      if (gathering?.look === look) gathering = undefined;
    });
    clock.sleep(ms, timer.signal).then(
      () => start(look),
      () => {},
    );
  };

  /** Returns the milliseconds for which a caller must first gather others: 0 if it took part in the latest look. */
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
        // If the clock was set back, times from before can't be compared with times from now on.
        if ((latest?.asked ?? 0) > clock.now()) latest = undefined;
        if (latest !== undefined && isNews(latest, { since, enough, patience: deadline - clock.now() })) {
          return latest.endFor(enough);
        }
        const look = latest?.isOpenTo(options) ? latest : (gathering?.look ?? new SharedLook(clock));
        const waiting = look.wait(options);
        if (look.asked === undefined) {
          const ms = gatheringTime(options);
          if (ms === 0) void start(look);
          else if (gathering === undefined) gather(look, ms);
        }
        const end = await waiting;
        // The look may have run out of time while this caller still has some left.
        if ((end.failure as DbsError | undefined)?.kind !== "timeout" || look.deadline >= deadline) return end;
      }
    },
    recent(enough) {
      const isRecent = latest?.ended !== undefined && Math.abs(clock.now() - latest.ended) <= RECENT;
      return isRecent && sleepers.size > 0 && latest?.covers(enough) ? latest.endFor(enough) : undefined;
    },
    next: (sleeper, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return;
        // The news may have come while the sleeper's own look was still under way.
        if (latest !== undefined && isNews(latest, sleeper)) return resolve();
        sleepers.set(sleeper, resolve);
        signal.addEventListener("abort", () => sleepers.delete(sleeper), { once: true });
      }),
    isIdle: (since) =>
      gathering === undefined &&
      sleepers.size === 0 &&
      (latest === undefined || (latest.ended !== undefined && Math.abs(clock.now() - latest.ended) > since)),
  };
}

/**
 * Tells whether a look is news to a wait. It must have been requested after the look that the wait knows, and must have
 * seen enough or failed as the wait's own look would have.
 */
function isNews(
  look: SharedLook,
  { since, enough, patience }: Pick<Sleeper, "since" | "enough" | "patience">,
): boolean {
  return (look.asked ?? since) > since && (look.covers(enough) || look.failsFor(patience));
}
