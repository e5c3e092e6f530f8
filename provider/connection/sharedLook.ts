import type { Clock } from "../core/clock";
import { DbsError } from "../core/errors";
import type { Snapshot, SnapshotOptions } from "../core/listing/readSnapshot";
import type { DownloadTaskDetails } from "../core/listing/task";
import type { SeenTasks } from "../core/listing/taskCollector";
import { omitUndefined } from "../core/omitUndefined";
import { OUT_OF_TIME, withDeadline } from "../core/wait/withDeadline";

/** Kinds of failure that any other request would run into right now as well. Sending one would only add to the load. */
const BUSY: readonly unknown[] = ["throttled", "unavailable", "protocol"];

/** Tells whether the tasks seen so far are enough to decide. `undefined` means that the whole list is needed. */
export type Enough = ((seen: SeenTasks) => boolean) | undefined;

export interface LookOptions {
  /** Clock time in milliseconds. A look that was requested earlier does not count. */
  since: number;
  /** Clock time in milliseconds at which this caller stops waiting. */
  deadline: number;
  enough: Enough;
  signal?: AbortSignal | undefined;
}

/** Result of a look for one caller. */
export interface LookEnd {
  /** Clock time in milliseconds at which the look was requested. */
  asked: number;
  /** Tasks, newest first: at least those that this caller needs. Empty after a failure. */
  tasks: readonly DownloadTaskDetails[];
  /** Request id of the last answer. */
  requestId?: string;
  /** Error that ended the look before it had seen enough for this caller. */
  failure?: unknown;
}

/**
 * Reads the list until `enough` returns true. `whole` means that somebody needs the whole list, so its pages may be
 * read in parallel.
 */
export type ReadList = (options: {
  deadline: number;
  signal: AbortSignal;
  whole: boolean;
  enough: NonNullable<SnapshotOptions["enough"]>;
}) => Promise<Snapshot>;

/** What a participant still needs from a look, and how it is served. */
interface Need {
  enough: Enough;
  resolve(end: LookEnd): void;
}

/** Milliseconds that a look which is out of time has to report why. */
const LAST_WORD = 1_000;

/** One look shared by several waits. It reads as far as any of them needs, and serves each as soon as it can. */
export class SharedLook {
  /** Clock time in milliseconds at which the look was requested; `undefined` before that. */
  asked: number | undefined;
  /** Clock time in milliseconds at which the look ended; `undefined` before that. */
  ended: number | undefined;
  /** Latest deadline of the callers that joined before the look was requested, as clock time in milliseconds. */
  deadline = 0;
  private failure: unknown;
  private seen: SeenTasks | undefined;
  private soFar: (() => Snapshot) | undefined;
  /**
   * Whether every participant was served before the end of the list was reached. The look then stops reading, and
   * nobody can join it any more.
   */
  private satisfied = false;
  private readonly needs = new Set<Need>();
  private readonly stop = new AbortController();

  constructor(private readonly clock: Clock) {}

  /** Signal that is aborted once nobody is waiting for this look any more. */
  get abandoned(): AbortSignal {
    return this.stop.signal;
  }

  /** Requests the list. Resolves when the look is over, even if it failed. */
  async ask(read: ReadList): Promise<void> {
    this.asked = this.clock.now();
    const enough: NonNullable<SnapshotOptions["enough"]> = (seen, soFar) => {
      this.seen = seen;
      this.soFar = soFar;
      this.serve();
      this.satisfied = this.needs.size === 0;
      return this.satisfied;
    };
    const whole = [...this.needs].some((need) => need.enough === undefined);
    try {
      const snapshot = await read({ deadline: this.deadline, signal: this.stop.signal, whole, enough });
      this.soFar = () => snapshot;
    } catch (failure) {
      this.failure = failure;
    }
    this.ended = this.clock.now();
    this.serve();
    for (const { resolve } of this.needs) resolve({ asked: this.asked, tasks: [], failure: this.failure });
    this.needs.clear();
  }

  /**
   * Waits until this look has seen enough for one caller, or is over.
   * @throws DbsError of kind `timeout` at the caller's deadline; the reason of `signal` when it is aborted
   */
  async wait({ enough, deadline, signal }: LookOptions): Promise<LookEnd> {
    if (this.asked === undefined) this.deadline = Math.max(this.deadline, deadline);
    let leave = () => {};
    const served = new Promise<LookEnd>((resolve) => {
      leave = this.join({ enough, resolve });
    });
    try {
      const end = await withDeadline(served, deadline - this.clock.now(), this.clock, signal);
      if (end !== OUT_OF_TIME) return end;
      // If the look itself is out of time too, it is about to end with a more precise error.
      const last = this.deadline <= deadline ? await withDeadline(served, LAST_WORD, this.clock, signal) : OUT_OF_TIME;
      if (last !== OUT_OF_TIME) return last;
      throw outOfTime();
    } finally {
      leave();
    }
  }

  /** Lets a sleeping wait take part. Returns the function that ends its part, for a wait that is given up. */
  takePart(enough: Enough): () => void {
    return this.join({ enough, resolve: () => {} });
  }

  /** Adds a need. Returns the function that gives it up, which aborts the look if it was the last one. */
  private join(need: Need): () => void {
    this.needs.add(need);
    return () => {
      const isLast = this.needs.delete(need) && this.needs.size === 0;
      if (isLast && this.ended === undefined) this.stop.abort("nobody is waiting for this look any more");
    };
  }

  /**
   * Tells whether a new caller can join this look. The look must have been requested late enough and have enough time
   * left.
   */
  isOpenTo({ since, deadline }: LookOptions): boolean {
    const { asked = Number.NEGATIVE_INFINITY } = this;
    // If both began in the same millisecond, an answer that is already here may be older than the caller.
    const isNew = asked > since || (asked === since && this.seen === undefined);
    const now = this.clock.now();
    const isReading = this.ended === undefined && !this.satisfied && !this.stop.signal.aborted;
    return isReading && isNew && this.deadline - now >= (deadline - now) / 2;
  }

  /** Tells whether this look saw enough for a caller, even if it failed afterwards. */
  covers(enough: Enough): boolean {
    const isWhole = this.ended !== undefined && this.failure === undefined && !this.satisfied;
    return isWhole || (this.seen !== undefined && enough?.(this.seen) === true);
  }

  /** Tells whether a look that was allowed `patience` milliseconds would have failed in the same way as this one. */
  failsFor(patience: number): boolean {
    const { kind } = (this.failure ?? {}) as Partial<DbsError>;
    return BUSY.includes(kind) && this.deadline - (this.asked ?? 0) >= patience / 2;
  }

  /** Returns the result for a caller for which `covers` or `failsFor` is true. */
  endFor(enough: Enough): LookEnd {
    const { asked = 0, failure } = this;
    if (!this.covers(enough)) {
      return { asked, tasks: [], failure };
    }
    const { tasks = [], requestId } = this.soFar?.() ?? {};
    return omitUndefined({ asked, tasks, requestId });
  }

  private serve(): void {
    for (const need of this.needs) {
      if (this.covers(need.enough)) {
        this.needs.delete(need);
        need.resolve(this.endFor(need.enough));
      }
    }
  }
}

function outOfTime(): DbsError {
  return new DbsError(
    "timeout",
    "no answer in time from a request that is shared with another wait and is still running",
  );
}
