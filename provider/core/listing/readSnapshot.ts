import { DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import type { FetchPage } from "./page";
import type { DownloadTaskDetails } from "./task";
import { createWindowReader, type SeenTasks, type Stretch, type WindowReader } from "./windowReader";

/*
 * One exact snapshot of a list that changes while it is read.
 *
 * Each answer is a contiguous slice of the list in creation order, as it was at one moment: it holds every task alive then
 * whose creation time lies strictly between its first and last one, and everything beyond an end that it provably reaches.
 * If the stretches of all answers cover the time line, no task that was listed throughout is missing, whatever came, went
 * or moved between the pages meanwhile. Numbered pages leave the seam between neighbours open; windows of time do not.
 */

export interface SnapshotOptions {
  /** Asked for; the echo tells what the service made of it. */
  pageSize: number;
  /** Creation time in milliseconds, inclusive. */
  startTime?: number;
  endTime?: number;
  /** Asked after each answer: `true` ends the read. Pages are read one after the other, newest first. */
  enough?: (seen: SeenTasks, soFar: () => Snapshot) => boolean;
  /** Pages are read side by side although `enough` is given, since it rarely says `true`. Default: no. */
  whole?: boolean;
  /** For messages: the operation and the region that are asked. */
  operation: string;
  region: string;
}

export interface Snapshot {
  /** Newest first, by creation time, then by id. */
  tasks: DownloadTaskDetails[];
  /** What the service made of the page size. */
  pageSize: number;
  calls: number;
  requestId?: string;
  extra?: unknown;
}

/**
 * Milliseconds that a window reaches beyond the last task seen: 1 is right for inclusive and for exclusive filters, this
 * for one that compares seconds.
 */
const WIDEST = 1_000;
/** Where the service's filter is of another kind than ours, what lies outside the ends is dropped here. */
const MARGIN = 1_000;
/** The most gaps that are read side by side, and so the most calls of a read under way at once. */
const MOST_GAPS = 8;
/** A stretch of fewer pages than that is not worth cutting. */
const PAGES_A_GAP = 5;
/** No page is cut to fewer tasks than that without a word: a sister operation allows 30, 50 and 100, and 20 was seen as a default. */
const SMALLEST_CUT = 20;
/** So often a moment with a page or more of tasks is tried anew, since tasks come and go meanwhile. */
const ROUNDS = 3;

/**
 * Reads all tasks as one exact snapshot: every task that was listed throughout the read, exactly once, in the newest state
 * that was read.
 * @throws DbsError of kind `unsettled` when more tasks share one millisecond than a page holds, or the answers contradict
 *   the questions; and what `fetchPage` throws
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
    // Creation times are texts that sort as the times do (isoTime).
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
        `${operation} in ${region}: the service counts ${first.total} tasks and lists none, twice. Read again later`,
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

/** Whether more may follow an answer: it is full, or the service counts more and may have cut the page without saying so. */
function hasMore({ full, tasks, total }: Stretch): boolean {
  return tasks.length > 0 && (full || (tasks.length >= SMALLEST_CUT && total !== undefined && total > tasks.length));
}

/**
 * Reads a few numbered pages spread over the list, to know where to cut it into gaps that can be read side by side. They
 * cover what lies between their own ends, like any answer; where they lie is the service's word, so one that is out of
 * order is left out.
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
 * Reads downwards from the oldest task of a stretch, window by window, until the answers overlap what is known from
 * `until` on, or the list ends.
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
      // The task at the edge is gone, or the filter cut it off: a wider window tells.
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
    // More are counted than came, and none of them older: either too many are counted, or pages are cut and don't say so.
    if (sure && !full && oldest >= asked && (await ask(overlap, 2)).tasks.length === 0) {
      // The same once more: then none of these left, which would have let an older one move up between the two.
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
    // Nothing but the overlap came. A narrower one leaves more room, down to none, which is right for an inclusive filter:
    // so the edge itself must be seen again.
    if (oldest === asked) edgeIds = [...edgeIds, ...answer.oldestIds];
    overlap = overlap > 1 ? 1 : overlap - 1;
    if (overlap >= 0) continue;
    // The tasks at the edge are too many, or left between two answers: then there is room in the next ones.
    overlap = usual;
    rounds += 1;
    if (rounds === ROUNDS) {
      throw new DbsError(
        "unsettled",
        `${operation} in ${region}: ${answer.tasks.length} tasks or more share the creation time ${new Date(asked).toISOString()}, ` +
          "as many as a page holds; what else was created then can't be read. Ask for larger pages (pageSize of getDownloadTasks)",
        { operation, region },
      );
    }
  }
}
