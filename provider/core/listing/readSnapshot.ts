import { DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import type { FetchPage } from "./page";
import type { DownloadTaskDetails } from "./task";
import { createWindowReader, type SeenTasks, type Stretch, type WindowReader } from "./windowReader";

/*
 * This file reads one exact snapshot of a list that changes during the read.
 * Each answer is a contiguous slice of the list in creation order, as the list was at one moment. It holds every task
 * that was listed at that moment and whose creation time lies strictly between those of its first and last task. Where
 * the answer provably reaches an end of the list, it also holds every task up to that end.
 * If the stretches of time that the answers cover leave no gap, no task that was listed throughout the read is missing,
 * whatever appeared, disappeared or moved between pages meanwhile. Two neighbouring numbered pages can leave a gap
 * between them. Time windows do not.
 */

export interface SnapshotOptions {
  /** Page size to request. The answer says which size the service used. */
  pageSize: number;
  /** Earliest creation time in milliseconds, inclusive. */
  startTime?: number;
  /** Latest creation time in milliseconds, inclusive. */
  endTime?: number;
  /**
   * Called after each answer. If it returns `true`, the read ends. Unless `whole` is set, pages are then read one after
   * another, newest first.
   */
  enough?: (seen: SeenTasks, soFar: () => Snapshot) => boolean;
  /**
   * Whether to read pages in parallel even if `enough` is given. Use it if `enough` rarely returns `true`. Default:
   * `false` if `enough` is given, otherwise `true`.
   */
  whole?: boolean;
  /** Name of the operation, for messages. */
  operation: string;
  /** Region of the service, for messages. */
  region: string;
}

export interface Snapshot {
  /** Tasks, newest first by creation time, then by id. */
  tasks: DownloadTaskDetails[];
  /** Page size that the service used. */
  pageSize: number;
  calls: number;
  requestId?: string;
  extra?: unknown;
}

/**
 * Milliseconds by which a wide window extends beyond the last task seen. One millisecond is enough for a filter that
 * compares milliseconds, whether it is inclusive or exclusive. A filter that compares whole seconds needs this much.
 */
const WIDEST = 1_000;
/**
 * Milliseconds to read beyond `startTime` and `endTime`, because the service's filter may treat them differently. Tasks
 * outside the two times are dropped.
 */
const MARGIN = 1_000;
/** Maximum number of gaps to read in parallel, and so the maximum number of calls that one read has in flight. */
const MOST_GAPS = 8;
/** Minimum number of pages in a gap. It is not worth an extra call to split off a shorter one. */
const PAGES_A_GAP = 5;
/**
 * Smallest size to which the service might silently reduce a page. A sister operation allows 30, 50 and 100, and 20 was
 * seen as a default.
 */
const SMALLEST_CUT = 20;
/**
 * Maximum attempts to read past a millisecond in which at least a full page of tasks was created. Tasks come and go, so
 * a later attempt may succeed.
 */
const ROUNDS = 3;

/**
 * Reads all tasks as one exact snapshot. It holds every task that was listed throughout the read, exactly once, in the
 * newest state that was read.
 * @throws DbsError of kind `unsettled` when more tasks share one millisecond than a page holds, or when the answers
 *   contradict the requests. Errors from `fetchPage` are passed on
 */
export async function readSnapshot(fetchPage: FetchPage, options: SnapshotOptions): Promise<Snapshot> {
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, enough, whole = enough === undefined } = options;
  const { operation, region } = options;
  const reader = createWindowReader(fetchPage, options);
  const ends = omitUndefined({
    startTime: options.startTime && Math.max(0, startTime - MARGIN),
    endTime: options.endTime && endTime + MARGIN,
  });
  const snapshot = (): Snapshot => {
    // Creation times are strings that sort chronologically (isoTime).
    const tasks = reader.tasks().sort((a, b) => compare(b.gmtCreate, a.gmtCreate) || compare(a.taskId, b.taskId));
    return { tasks, ...reader.last };
  };
  const satisfied = () => enough?.(reader.seen, snapshot) === true;

  let first = await reader.ask(ends);
  if (first.tasks.length === 0 && (first.total ?? 0) > 0) {
    first = await reader.ask(ends);
    if (first.tasks.length === 0 && (first.total ?? 0) > 0) {
      throw new DbsError(
        "unsettled",
        `${operation} in ${region}: the service counted ${first.total} tasks but listed none, twice in a row. ` +
          "Try again later",
        { operation, region },
      );
    }
  }
  if (hasMore(first) && !satisfied()) {
    const covers = whole ? [first, ...(await spreadPages(reader, ends, first))] : [first];
    const gaps = covers.map((cover, at) =>
      readDownwards(reader, ends, cover, covers[at + 1]?.newest, satisfied, options),
    );
    await Promise.all(gaps);
  }
  return snapshot();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Tells whether more tasks may follow an answer. This is so if the page is full. It is also so if the service counts
 * more tasks than it sent and the page is long enough to have been shortened silently.
 */
function hasMore({ full, tasks, total }: Stretch): boolean {
  return tasks.length > 0 && (full || (tasks.length >= SMALLEST_CUT && total !== undefined && total > tasks.length));
}

/**
 * Reads a few numbered pages spread over the list. The gaps between them can then be read in parallel. Like any answer,
 * each page covers the time between its first and last task. Its position in the list is only what the service claims,
 * so a page that turns out to be out of order is ignored.
 */
async function spreadPages(
  reader: WindowReader,
  ends: object,
  { total = 0, tasks, oldest = 0 }: Stretch,
): Promise<Stretch[]> {
  const pages = Math.ceil(total / Math.max(1, tasks.length));
  const gaps = Math.min(MOST_GAPS, Math.floor((pages - 1) / PAGES_A_GAP));
  const numbers = Array.from(
    { length: Math.max(0, gaps - 1) },
    (_, at) => 1 + Math.round(((at + 1) * (pages - 1)) / gaps),
  );
  const covers: Stretch[] = [];
  let below = oldest;
  for (const cover of await Promise.all(numbers.map((number) => reader.ask(ends, number)))) {
    if (cover.newest !== undefined && cover.oldest !== undefined && cover.newest <= below) {
      covers.push(cover);
      below = cover.oldest;
    }
  }
  return covers;
}

/**
 * Reads window by window from the oldest task of a stretch towards older ones. Stops once it has passed `until`, once the
 * list ends, or once `satisfied` returns true. `until` is the newest creation time of the next stretch.
 */
async function readDownwards(
  reader: WindowReader,
  ends: { endTime?: number },
  from: Stretch,
  until: number | undefined,
  satisfied: () => boolean,
  { operation, region }: SnapshotOptions,
): Promise<void> {
  let { oldest: edge = 0, oldestIds: edgeIds } = from;
  let usual = 1;
  let overlap = usual;
  let rounds = 0;
  while (until === undefined || edge >= until) {
    if (satisfied()) return;
    const asked = edge;
    const ask = (beyond: number, page?: number) =>
      reader.ask({ ...ends, endTime: Math.min(asked + beyond, ends.endTime ?? Number.POSITIVE_INFINITY) }, page);
    const holdsEdge = ({ tasks }: Stretch) => tasks.some(({ taskId }) => edgeIds.includes(taskId));
    let answer = await ask(overlap);
    if (overlap === usual && !holdsEdge(answer)) {
      // The task at the edge is gone, or the filter cut it off. A wider window shows which.
      const wider = await ask(WIDEST);
      if (holdsEdge(wider)) {
        answer = wider;
        usual = WIDEST;
        overlap = WIDEST;
      }
    }
    const { oldest = asked, full } = answer;
    const sure = overlap === usual || holdsEdge(answer);
    if (sure && !full && !hasMore(answer)) return;
    // The service counts more tasks than it sent, and none of those it sent is older. Either its count is too high, or
    // it cut the page silently.
    if (sure && !full && oldest >= asked && (await ask(overlap, 2)).tasks.length === 0) {
      // Repeat the first request. If all of its tasks are still there, no older task moved up between the two answers.
      const again = new Set((await ask(overlap)).tasks.map(({ taskId }) => taskId));
      if (answer.tasks.every(({ taskId }) => again.has(taskId))) return;
    }
    if (sure && oldest < asked) {
      edge = oldest;
      edgeIds = answer.oldestIds;
      overlap = usual;
      rounds = 0;
      continue;
    }
    // The answer contains only the overlap. A narrower overlap leaves more room for older tasks. The narrowest, 0,
    // works only with an inclusive filter, so the answer must then show a task at the edge again.
    if (oldest === asked) edgeIds = [...edgeIds, ...answer.oldestIds];
    overlap = overlap > 1 ? 1 : overlap - 1;
    if (overlap >= 0) continue;
    // Either too many tasks share the edge, or some of them disappeared between two answers and the next answer has
    // room again.
    overlap = usual;
    rounds += 1;
    if (rounds === ROUNDS) {
      throw new DbsError(
        "unsettled",
        `${operation} in ${region}: at least ${answer.tasks.length} tasks share the creation time ` +
          `${new Date(asked).toISOString()}. That fills a page, so any others created at that time can't be read. ` +
          "Use larger pages (pageSize in getDownloadTasks)",
        { operation, region },
      );
    }
  }
}
