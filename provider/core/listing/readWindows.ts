import { DbsError } from "../errors";
import { isoTime } from "./isoTime";
import type { TaskCollector } from "./taskCollector";
import type { Stretch, Window, WindowReader } from "./windowReader";

/*
 * This file reads a list by windows of time.
 * Each answer is a contiguous slice of the list in creation order, as the list was at one moment. It holds every task
 * that was listed at that moment and whose creation time lies strictly between those of its first and last task. Where
 * the answer provably reaches an end of the list, it also holds every task up to that end.
 * If the stretches of time that the answers cover leave no gap, no task that was listed throughout the read is missing,
 * whatever appeared, disappeared or moved between pages meanwhile. Two neighbouring numbered pages can leave a gap
 * between them. Time windows do not.
 * A task that gets a new creation time moves to the top of the list, and a window that it left before it was read misses
 * it. The counts of the answers then disagree, and the top is read again. Tasks that appear with an old creation time
 * could hide that, but a list gets new tasks at its top.
 */

/** What a read by windows works with. */
export interface WindowsOptions {
  reader: WindowReader;
  collector: Pick<TaskCollector, "size">;
  /** The span of creation times to read. */
  ends: Window;
  /** Whether only tasks in one state are requested. */
  filtered: boolean;
  /** Whether to read pages in parallel. */
  whole: boolean;
  /** Called once an answer surely holds the newest tasks. */
  onNewest: () => void;
  /** Returns `true` once the read may end early. */
  satisfied: () => boolean;
  /** Name of the operation, for messages. */
  operation: string;
  /** Region of the service, for messages. */
  region: string;
}

/**
 * Milliseconds by which a wide window extends beyond the last task seen. One millisecond is enough for a filter that
 * compares milliseconds, whether it is inclusive or exclusive. A filter that compares whole seconds needs this much.
 */
const WIDEST = 1_000;
/** Maximum number of gaps to read in parallel, and so the maximum number of calls that one read has in flight. */
const MOST_GAPS = 8;
/** Minimum number of pages in a gap. It is not worth an extra call to split off a shorter one. */
const PAGES_A_GAP = 5;
/**
 * Minimum attempts to read past a millisecond in which at least a full page of tasks was created. Tasks come and go, so
 * a later attempt may succeed.
 */
const ROUNDS = 3;

/**
 * Reads all tasks between two creation times.
 * @returns the number of tasks that the service counts, if it listed fewer. It may compare another time than the creation
 *   time, and so hide tasks from the windows
 * @throws WindowContradiction if the answers contradict the windows or each other; DbsError of kind `unsettled` if more
 *   tasks share one millisecond than a page holds. Errors of the calls are passed on
 */
export async function readWindows(options: WindowsOptions): Promise<number | undefined> {
  const { collector, ends, filtered, whole, satisfied } = options;
  const first = await askSettled(options, ends);
  // It is still short if the read may end early without the newest tasks. Tasks of one moment do not show the order.
  if (!first.short && (!first.full || first.newest !== first.oldest)) options.onNewest();
  if (!first.full || satisfied()) return undefined;
  const covers = whole ? [first, ...(await spreadPages(options, first))] : [first];
  const counts = await Promise.all(covers.map((cover, at) => readDownwards(options, cover, covers[at + 1]?.newest)));
  const steady = counts.every((each) => each);
  if ((steady && collector.size === first.total) || satisfied()) return undefined;
  const { total = 0 } = await readTop(options, first);
  // Tasks that left the requested state count among those that were listed, so they could hide that others are missing.
  const isSure = collector.size >= total && (steady || !filtered);
  return isSure || total === 0 || satisfied() ? undefined : total;
}

/**
 * Reads the top of the list again, down to the newest task of an earlier answer. While more than a page is new there, some
 * of it may have moved on before it was read, so the top is read once more.
 */
async function readTop(options: WindowsOptions, { newest = 0 }: Stretch): Promise<Stretch> {
  const top = await askSettled(options, options.ends);
  if (!top.full || (top.oldest ?? 0) < newest || options.satisfied()) return top;
  await readDownwards(options, top, newest);
  return top.newest === newest ? top : await readTop(options, top);
}

/** Asks for a window. If the answer holds fewer tasks than the service counts, finds out what follows it. */
async function askSettled({ reader, satisfied }: WindowsOptions, window: Window): Promise<Stretch> {
  const answer = await reader.ask(window);
  return answer.short && !satisfied() ? await reader.settle(window, answer) : answer;
}

/**
 * Reads a few numbered pages spread over the list. The gaps between them can then be read in parallel. Like any answer,
 * each page covers the time between its first and last task. Its position in the list is only what the service claims,
 * so a page that turns out to be out of order is ignored.
 */
async function spreadPages(
  { reader, ends }: WindowsOptions,
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
  for (const { total: _, ...cover } of await Promise.all(numbers.map((number) => reader.ask(ends, number)))) {
    if (cover.newest !== undefined && cover.oldest !== undefined && cover.newest <= below) {
      // Its total counts the whole list, so it does not tell how many tasks are left below the page.
      covers.push(cover);
      below = cover.oldest;
    }
  }
  return covers;
}

/**
 * Reads window by window from the oldest task of a stretch towards older ones. Stops once it has passed `until`, once the
 * list ends, or once `satisfied` returns true. `until` is the newest creation time of the next stretch.
 * @returns whether each answer counted the tasks that the one before it had left
 */
async function readDownwards(options: WindowsOptions, from: Stretch, until: number | undefined): Promise<boolean> {
  const { reader, ends, satisfied } = options;
  const { endTime: last = Number.POSITIVE_INFINITY } = ends;
  let { oldest: edge = 0 } = from;
  let edgeIds = new Set(from.oldestIds);
  let usual = 1;
  let overlap = usual;
  let rounds = 0;
  let left = leftBelow(from);
  let steady = true;
  while (until === undefined || edge >= until) {
    if (satisfied()) return steady;
    const asked = edge;
    const windowTo = (beyond: number): Window => ({ ...ends, endTime: Math.min(asked + beyond, last) });
    const ask = (beyond: number) => askSettled(options, windowTo(beyond));
    const holdsEdge = ({ tasks }: Stretch) => tasks.some(({ taskId }) => edgeIds.has(taskId));
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
    if (sure && left !== undefined && counted(answer, asked) !== left) steady = false;
    if (sure && !full) return steady;
    if (sure && oldest < asked) {
      edge = oldest;
      edgeIds = new Set(answer.oldestIds);
      overlap = usual;
      rounds = 0;
      left = leftBelow(answer);
      continue;
    }
    // The answer contains only the overlap. A narrower overlap leaves more room for older tasks. The narrowest, 0,
    // works only with an inclusive filter, so the answer must then show a task at the edge again.
    if (oldest === asked) for (const id of answer.oldestIds) edgeIds.add(id);
    overlap = overlap > 1 ? 1 : overlap - 1;
    if (overlap >= 0) continue;
    overlap = usual;
    if (await isLastPage(reader, windowTo(usual))) return steady;
    // Either too many tasks share the edge for a page of this size, or some of them disappeared between two answers and
    // the next answer has room again.
    rounds += 1;
    if (!reader.enlarge() && rounds >= ROUNDS) throw tooManyAt(asked, edgeIds.size, answer, options);
  }
  return steady;
}

/** Returns how many tasks the service counts that are not newer than the oldest one of an answer, if it says. */
function leftBelow({ total, tasks, oldestIds }: Stretch): number | undefined {
  return total && total - tasks.length + oldestIds.length;
}

/** Returns how many tasks the service counts that were created at `edge` or before, if it says. */
function counted({ total, tasks }: Stretch, edge: number): number | undefined {
  const moment = isoTime(edge) ?? "";
  return total && total - tasks.filter(({ gmtCreate }) => gmtCreate > moment).length;
}

/** Tells whether one page holds all tasks of a window, although it is full. */
async function isLastPage(reader: WindowReader, window: Window): Promise<boolean> {
  const { tasks } = await reader.ask(window);
  const next = await reader.ask(window, 2);
  if (next.tasks.length > 0 || (next.total ?? 0) > tasks.length) return false;
  // If all of the page's tasks are still there, no older task moved up into their page before the next one was read.
  const again = new Set((await reader.ask(window)).tasks.map(({ taskId }) => taskId));
  return tasks.every(({ taskId }) => again.has(taskId));
}

function tooManyAt(moment: number, known: number, answer: Stretch, { operation, region }: WindowsOptions): DbsError {
  return new DbsError(
    "unsettled",
    `${operation} in ${region}: the ${answer.tasks.length} tasks that one page holds, even if a larger one is requested, ` +
      `were all created within a second of ${new Date(moment).toISOString()}, at least ${known} of them in the same ` +
      "millisecond. Any others created then can't be read. Choose a startTime or endTime that leaves out that moment, " +
      "or read single pages (currentPage in getDownloadTasks)",
    { operation, region },
  );
}
