import type { Clock } from "../core/clock";
import { DbsError } from "../core/errors";
import type { Snapshot, SnapshotOptions } from "../core/listing/readSnapshot";
import type { DownloadTaskDetails } from "../core/listing/task";
import type { SeenTasks } from "../core/listing/windowReader";
import { omitUndefined } from "../core/omitUndefined";
import { OUT_OF_TIME, withDeadline } from "../core/wait/withDeadline";

/** Failures that meet everybody who asks now: another request would only add to the load. */
const BUSY: readonly unknown[] = ["throttled", "unavailable", "protocol"];

/** Tells whether the tasks seen so far decide. `undefined` means that only the whole list does. */
export type Enough = ((seen: SeenTasks) => boolean) | undefined;

export interface LookOptions {
  /** Clock time in milliseconds. Only a look that was asked for since then will do. */
  since: number;
  /** Clock time in milliseconds until which this caller waits. */
  deadline: number;
  enough: Enough;
  signal?: AbortSignal | undefined;
}

/** How a look ended for one caller. */
export interface LookEnd {
  /** Clock time in milliseconds at which the look was asked for. */
  asked: number;
  /** Newest first: as many as were enough for this caller, or more. Empty after a failure. */
  tasks: readonly DownloadTaskDetails[];
  /** Of the last answer. */
  requestId?: string;
  /** What the look failed with, before it had seen enough for this caller. */
  failure?: unknown;
}

/** Reads the list until `enough` says so. With `whole` it rarely does, so pages may be read side by side. */
export type ReadList = (options: {
  deadline: number;
  signal: AbortSignal;
  whole: boolean;
  enough: NonNullable<SnapshotOptions["enough"]>;
}) => Promise<Snapshot>;

/** What a look still has to find. Where nobody waits for it, a sleeper takes part. */
interface Need {
  enough: Enough;
  resolve?(end: LookEnd): void;
}

/** One look that several waits take part in. It reads as far as they need together, and serves each as soon as it can. */
export class SharedLook {
  /** Clock time in milliseconds; absent until the look is asked for. */
  asked: number | undefined;
  /** Clock time in milliseconds; absent until the look is over. */
  ended: number | undefined;
  /** Clock time in milliseconds: the latest of those who wait for it when it is asked for. */
  deadline = 0;
  private failure: unknown;
  private seen: SeenTasks | undefined;
  private soFar: (() => Snapshot) | undefined;
  /** Everybody was served before the list ended: the look reads no further, and nobody can join. */
  private satisfied = false;
  private readonly needs = new Set<Need>();
  private readonly stop = new AbortController();

  constructor(private readonly clock: Clock) {}

  /** Aborted once nobody waits for this look any more. */
  get abandoned(): AbortSignal {
    return this.stop.signal;
  }

  /**
   * Asks for the list. Resolves when the look is over, whatever became of it.
   * @param sleepers - what sleeping waits need that take part
   */
  async ask(read: ReadList, sleepers: readonly Enough[]): Promise<void> {
    this.asked = this.clock.now();
    for (const enough of sleepers) this.needs.add({ enough });
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
    for (const { resolve } of this.needs) resolve?.({ asked: this.asked, tasks: [], failure: this.failure });
    this.needs.clear();
  }

  /**
   * Waits until this look has seen enough for one caller, or is over.
   * @throws DbsError of kind `timeout` at the caller's deadline; its signal's reason when that is aborted
   */
  async wait({ enough, deadline, signal }: LookOptions): Promise<LookEnd> {
    if (this.asked === undefined) this.deadline = Math.max(this.deadline, deadline);
    const need: Need = { enough };
    const served = new Promise<LookEnd>((resolve) => {
      need.resolve = resolve;
    });
    this.needs.add(need);
    try {
      const end = await withDeadline(served, deadline - this.clock.now(), this.clock, signal);
      if (end !== OUT_OF_TIME) return end;
      // A look whose own time is over now ends with a better reason.
      if (this.deadline <= deadline) return await served;
      throw outOfTime();
    } finally {
      if (this.needs.delete(need)) this.leave();
    }
  }

  /** Ends the look if nobody waits for it any more. */
  private leave(): void {
    const isAwaited = [...this.needs].some(({ resolve }) => resolve !== undefined);
    if (!isAwaited && this.ended === undefined) this.stop.abort("nobody waits for this look any more");
  }

  /** Whether a caller who comes now may wait for this look: it was asked for late enough and has enough time left. */
  isOpenTo({ since, deadline }: LookOptions): boolean {
    const { asked = Number.NEGATIVE_INFINITY } = this;
    // In the very millisecond in which the caller began, an answer may have come before it.
    const isNew = asked > since || (asked === since && this.seen === undefined);
    const now = this.clock.now();
    return this.ended === undefined && !this.satisfied && isNew && this.deadline - now >= (deadline - now) / 2;
  }

  /** Whether this look has seen enough for a caller, even if it failed later. */
  covers(enough: Enough): boolean {
    const isWhole = this.ended !== undefined && this.failure === undefined && !this.satisfied;
    return isWhole || (this.seen !== undefined && enough?.(this.seen) === true);
  }

  /** Whether this look failed as it would have for a caller who gives it this many milliseconds. */
  failsFor(patience: number): boolean {
    const { kind } = (this.failure ?? {}) as Partial<DbsError>;
    return BUSY.includes(kind) && this.deadline - (this.asked ?? 0) >= patience / 2;
  }

  /** What this look tells a caller whom it covers or for whom it fails. */
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
        need.resolve?.(this.endFor(need.enough));
      }
    }
  }
}

function outOfTime(): DbsError {
  return new DbsError(
    "timeout",
    "the time for this look is over while the same look of another wait is still under way",
  );
}
