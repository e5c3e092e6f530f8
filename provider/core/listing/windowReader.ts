import { DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { isoTime } from "./isoTime";
import type { PageRequest, TaskPage } from "./page";
import type { DownloadTaskDetails, TaskState } from "./task";
import type { OrderedPage, TaskCollector } from "./taskCollector";
import { WindowContradiction } from "./windowContradiction";

/** A span of creation times in milliseconds, both ends included. */
export interface Window {
  startTime?: number;
  endTime?: number;
}

/** The part of the timeline that one answer covers. Times are creation times in milliseconds. */
export interface Stretch {
  /** Newest creation time. Absent for an empty answer. */
  newest?: number;
  /** Oldest creation time. Absent for an empty answer. */
  oldest?: number;
  tasks: readonly DownloadTaskDetails[];
  /** Whether the tasks came newest first. */
  inOrder: boolean;
  /** Ids of the tasks that were created at `oldest`. */
  oldestIds: readonly string[];
  /** Whether the answer holds as many tasks as a page can. What follows its oldest task is then unknown. */
  full: boolean;
  /** Whether the service counts more tasks than this first page holds, although the page has room for more. */
  short: boolean;
  /** Number of tasks that match the request, as reported by the service. It may be wrong. */
  total?: number;
}

/** Asks for the windows of one read. */
export interface WindowReader {
  /**
   * Asks for a page, newest first, and keeps its tasks.
   * @throws WindowContradiction if the answer contradicts the request twice in a row
   */
  ask(window: Window, currentPage?: number): Promise<Stretch>;
  /**
   * Finds out what follows a short answer. Returns the answer as a full page if the service silently sends smaller
   * pages than it was asked for, or an answer to the same request that is not short.
   * @throws WindowContradiction if the service still counts more tasks than it lists
   */
  settle(window: Window, short: Stretch): Promise<Stretch>;
  /** Asks for larger pages from now on. Returns `false` if no larger page can be tried. */
  enlarge(): boolean;
}

/** Milliseconds by which a task may lie outside the requested window, because the service may compare whole seconds. */
const TOLERANCE = 1_000;
/** Factor by which each larger page that is tried exceeds the one before. */
const ENLARGEMENT = 10;
/** Largest page that is tried, unless the requested size is almost as large. */
const LARGEST_PAGE = 1_000;

/** Creates the window reader of one read. */
export function createWindowReader(
  collector: TaskCollector,
  { pageSize, state }: { pageSize: number; state?: TaskState },
): WindowReader {
  let asked = pageSize;
  let largest = Math.max(LARGEST_PAGE, ENLARGEMENT * pageSize);
  /** Size to which the service silently reduces its pages. */
  let cut = Number.POSITIVE_INFINITY;

  const fetch = async (request: PageRequest): Promise<OrderedPage> => {
    try {
      return await collector.fetch(request);
    } catch (error) {
      if (request.pageSize === pageSize || !DbsError.isInstance(error) || error.kind !== "arguments") throw error;
      // The service refuses the larger page.
      asked = pageSize;
      largest = pageSize;
      return await collector.fetch({ ...request, pageSize });
    }
  };

  const ask = async (window: Window, currentPage: number): Promise<Stretch> => {
    const request: PageRequest = { ...window, currentPage, pageSize: asked, orderDirect: "desc" };
    if (state !== undefined) request.state = state;
    let problem: string | undefined;
    for (const _try of ["first", "again"]) {
      const answer = await fetch(request);
      // If a larger page was asked for, a page of the original size counts as full, because the service may have
      // ignored the larger size.
      const size = Math.min(pageSize, answer.page.pageSize || pageSize);
      const found = stretch(answer.page, Math.min(size, cut), currentPage);
      problem = contradiction(found, window);
      if (problem === undefined) {
        collector.keep(answer);
        collector.last.pageSize = size;
        return found;
      }
    }
    throw new WindowContradiction(
      `the service was asked twice for tasks created ${describe(window)}, newest first, but ${problem} both times`,
    );
  };

  return {
    ask: (window, currentPage = 1) => ask(window, currentPage),
    settle: async (window, short) => {
      const next = short.tasks.length > 0 ? await ask(window, 2) : short;
      const again = await ask(window, 1);
      if (!again.short) return again;
      const ids = new Set(short.tasks.map(({ taskId }) => taskId));
      // If the second page is longer, or the first one changes its length, tasks were left out of the first one.
      const isUsual = again.tasks.length === ids.size && next.tasks.length <= ids.size;
      if (isUsual && next.tasks.some(({ taskId }) => !ids.has(taskId))) {
        cut = Math.min(cut, ids.size);
        return { ...again, full: true, short: false };
      }
      const listed = again.tasks.length === 0 ? "none" : `only ${again.tasks.length}`;
      throw new WindowContradiction(
        `the service counted ${again.total} tasks created ${describe(window)} but listed ${listed}, twice in a row`,
      );
    },
    enlarge: () => {
      const larger = Math.min(asked * ENLARGEMENT, largest);
      if (larger <= asked) return false;
      asked = larger;
      return true;
    },
  };
}

/**
 * Finds the newest and the oldest creation time of an answer, and whether its tasks came newest first. It is a function of
 * its own so that Node.js compiles no more than this for the loop.
 */
function span(tasks: readonly DownloadTaskDetails[]): { newest?: string; oldest?: string; inOrder: boolean } {
  const first = tasks[0];
  if (first === undefined) return { inOrder: true };
  // Creation times are strings that sort chronologically (isoTime).
  let newest = first.gmtCreate;
  let oldest = newest;
  let inOrder = true;
  for (const { gmtCreate } of tasks) {
    if (gmtCreate <= oldest) {
      oldest = gmtCreate;
    } else {
      inOrder = false;
      if (gmtCreate > newest) newest = gmtCreate;
    }
  }
  return { newest, oldest, inOrder };
}

function stretch({ tasks, totalElements }: TaskPage, size: number, currentPage: number): Stretch {
  const { newest, oldest, inOrder } = span(tasks);
  const full = tasks.length >= size;
  return {
    tasks,
    inOrder,
    oldestIds: tasks.filter(({ gmtCreate }) => gmtCreate === oldest).map(({ taskId }) => taskId),
    full,
    short: !full && currentPage === 1 && totalElements !== undefined && totalElements > tasks.length,
    ...omitUndefined({
      newest: newest === undefined ? undefined : Date.parse(newest),
      oldest: oldest === undefined ? undefined : Date.parse(oldest),
      total: totalElements,
    }),
  };
}

/**
 * Returns a description of how an answer contradicts the request, or `undefined` if it does not. The order of tasks
 * matters only if others may follow them.
 */
function contradiction({ newest, oldest, inOrder, full, short }: Stretch, window: Window): string | undefined {
  if ((full || short) && !inOrder) return "they arrived in a different order";
  const { startTime = Number.NEGATIVE_INFINITY, endTime = Number.POSITIVE_INFINITY } = window;
  const outside = [newest, oldest].find(
    (moment) => moment !== undefined && (moment < startTime - TOLERANCE || moment > endTime + TOLERANCE),
  );
  return outside === undefined ? undefined : `it returned one created at ${isoTime(outside)}`;
}

function describe({ startTime, endTime }: Window): string {
  const from = startTime === undefined ? "" : `from ${new Date(startTime).toISOString()} `;
  const until = endTime === undefined ? "" : `until ${new Date(endTime).toISOString()}`;
  return `${from}${until}`.trim() || "at any time";
}
