import type { Clock } from "../core/clock";
import type { DbsError } from "../core/errors";
import { type Enough, type LookEnd, type LookOptions, type ReadList, SharedLook } from "./sharedLook";

/** A wait that begins within this time after another's look waits until it is over, milliseconds. */
const GATHERING = 1_000;
/** A look that ended at most this long ago may tell a new wait to go on waiting, milliseconds. */
const RECENT = 3_000;

/** A sleeping wait, described by the look that it would take when woken. */
interface Sleeper {
  /** Clock time in milliseconds at which the last look that it knows was asked for. */
  since: number;
  enough: Enough;
  /** Clock time in milliseconds from which it takes part in a look that another wait starts. */
  due: number;
  /** Milliseconds that it would give a look. A failure of a look that was given much less is no news to it. */
  patience: number;
}

/** The looks at one list of one connection. */
export interface SharedLooks {
  /**
   * Takes part in a look that was asked for since then, or starts one. A failure of the look is part of its result.
   * @throws DbsError of kind `timeout` at the caller's deadline; its signal's reason when that is aborted
   */
  look(options: LookOptions): Promise<LookEnd>;
  /** Returns the last look where it ended moments ago, saw enough, and other waits sleep on since. */
  recent(enough: Enough): LookEnd | undefined;
  /** Resolves when a look ended that is news to the sleeper, at once if one has; never once the signal is aborted. */
  next(sleeper: Sleeper, signal: AbortSignal): Promise<void>;
  /** Whether nobody looks or sleeps here and the last look ended longer ago than this many milliseconds. */
  isIdle(since: number): boolean;
}

/** Lets all waits for one list share looks at it, so that a hundred gates cost what one costs. */
export function createSharedLooks(read: ReadList, clock: Clock): SharedLooks {
  /** The look that was asked for last. */
  let latest: SharedLook | undefined;
  /** The look that will be asked for when the second after the latest one is over. */
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

  /** Milliseconds until the look of this caller may start: it waits for others unless it took part in the latest look. */
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
        // After the clock was set back, nothing that was asked for before can be compared with what comes now.
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
        // The time of whoever started the look may be over while this caller has some left.
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
        // It may have come while the sleeper's own look was still under way.
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

/** Whether a look tells a wait something new: it was asked for later, and saw enough or failed as the wait's own would. */
function isNews(
  look: SharedLook,
  { since, enough, patience }: Pick<Sleeper, "since" | "enough" | "patience">,
): boolean {
  return (look.asked ?? since) > since && (look.covers(enough) || look.failsFor(patience));
}
