import type { TaskPage } from "../../provider/core/listing/page";
import type { DownloadTaskDetails, TaskState } from "../../provider/core/listing/task";

/** One page of the list of the probed instance, as `describeDownloadTask` takes it. */
export interface PageWish {
  /** Default: 100. */
  pageSize?: number;
  /** Counted from 1, which is the default. */
  currentPage?: number;
  /** Default: `desc`, newest first. */
  orderDirect?: "asc" | "desc";
  /** Milliseconds since the epoch. */
  startTime?: number;
  endTime?: number;
  state?: TaskState;
}

/** Makes one call. */
export type ReadPage = (wish: PageWish) => Promise<TaskPage>;

/** What a check found out. `why` holds counts and words of the API, but no id, name or path. */
export interface Finding {
  verdict: "holds" | "does not hold" | "can't tell";
  why: string;
}

/** A check of one assumption in docs/assumptions.md. */
export interface Check {
  /** Heading of the assumption in docs/assumptions.md. */
  assumption: string;
  /**
   * Reads what the assumption is about.
   * @param newest - the first page, newest first
   * @param now - milliseconds since the epoch
   */
  check(newest: TaskPage, read: ReadPage, now: number): Finding | Promise<Finding>;
}

export const holds = (why: string): Finding => ({ verdict: "holds", why });
export const fails = (why: string): Finding => ({ verdict: "does not hold", why });
export const unknown = (why: string): Finding => ({ verdict: "can't tell", why });

/** Returns a count with its noun: `1 task`, `3 tasks`. */
export function tasks(count: number): string {
  return `${count} ${count === 1 ? "task" : "tasks"}`;
}

/** Returns a task's creation time in milliseconds since the epoch. */
export function createdAt({ gmtCreate }: DownloadTaskDetails): number {
  return Date.parse(gmtCreate);
}
