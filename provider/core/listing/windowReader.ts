import { DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { createdWithin } from "./createdWithin";
import type { FetchPage, PageRequest, TaskPage } from "./page";
import type { DownloadTaskDetails } from "./task";

/** The part of the timeline that one answer covers. Times are creation times in milliseconds. */
export interface Stretch {
  /** Newest creation time. Absent for an empty answer. */
  newest?: number;
  /** Oldest creation time. Absent for an empty answer. */
  oldest?: number;
  tasks: readonly DownloadTaskDetails[];
  /** Ids of the tasks that were created at `oldest`. */
  oldestIds: readonly string[];
  /** Whether the answer holds as many tasks as a page can. What follows its oldest task is then unknown. */
  full: boolean;
  /** Number of tasks that match the request, as reported by the service. It may be wrong. */
  total?: number;
}

/** Ids of the tasks that a read has seen so far. */
export type SeenTasks = Pick<ReadonlySet<string>, "has" | "size">;

/** Asks for the pages of one read and collects their tasks. */
export interface WindowReader {
  /**
   * Asks for a page, newest first, and keeps its tasks.
   * @throws DbsError of kind `unsettled` when the answer contradicts the request
   */
  ask(window: { startTime?: number; endTime?: number }, currentPage?: number): Promise<Stretch>;
  readonly seen: SeenTasks;
  /** Returns the tasks that were kept, in no particular order. */
  tasks(): DownloadTaskDetails[];
  readonly last: { calls: number; pageSize: number; requestId?: string; extra?: unknown };
}

/** Milliseconds by which a task may lie outside the requested window, because the service may compare whole seconds. */
const TOLERANCE = 1_000;

/**
 * Creates the reader for one read.
 * @param options.startTime - tasks created before it, or after `endTime`, are read but not kept
 */
export function createWindowReader(
  fetchPage: FetchPage,
  options: { pageSize: number; startTime?: number; endTime?: number; operation: string; region: string },
): WindowReader {
  const { pageSize, operation, region } = options;
  const selected = createdWithin(options);
  /**
   * Index of each task in `tasks`, by id. Storing an object for each task instead would double the cost of the lookup.
   */
  const seen = new Map<string, number>();
  const tasks: DownloadTaskDetails[] = [];
  /** For each task, the sequence number of the request that last returned it. */
  const orders: number[] = [];
  const last: WindowReader["last"] = { calls: 0, pageSize };

  const fetch = async (request: PageRequest): Promise<{ page: TaskPage; order: number }> => {
    last.calls += 1;
    const order = last.calls;
    const page = await fetchPage(request);
    if (page.requestId !== undefined) last.requestId = page.requestId;
    if (page.extra !== undefined) last.extra = page.extra;
    return { page, order };
  };

  const keep = (page: TaskPage, order: number) => {
    for (const task of page.tasks) {
      if (!selected(task)) continue;
      const known = seen.get(task.taskId);
      if (known === undefined) {
        seen.set(task.taskId, tasks.length);
        tasks.push(task);
        orders.push(order);
      } else if ((orders[known] ?? 0) <= order) {
        // The answer to a later request is at least as new.
        tasks[known] = task;
        orders[known] = order;
      }
    }
  };

  return {
    seen,
    // A copy, so that sorting it leaves the indexes in `seen` valid.
    tasks: () => [...tasks],
    last,
    ask: async (window, currentPage = 1) => {
      const request: PageRequest = { ...window, currentPage, pageSize, orderDirect: "desc" };
      let problem: string | undefined;
      for (const _try of ["first", "again"]) {
        const { page, order } = await fetch(request);
        const size = Math.min(pageSize, page.pageSize ?? pageSize) || pageSize;
        const full = page.tasks.length >= size;
        problem = contradiction(page.tasks, full, window);
        if (problem === undefined) {
          keep(page, order);
          last.pageSize = size;
          return stretch(page, full);
        }
      }
      throw new DbsError(
        "unsettled",
        `${operation} in ${region}: the service was asked twice for tasks created ${describe(window)}, newest first, ` +
          `but ${problem} both times. ` +
          "The list can't be read exactly. Set taskIds or a shorter time span, or read a single page " +
          "(currentPage in getDownloadTasks)",
        { operation, region },
      );
    },
  };
}

function stretch({ tasks, totalElements }: TaskPage, full: boolean): Stretch {
  // Creation times are strings that sort chronologically (isoTime).
  const [first] = tasks;
  let [newest, oldest] = [first?.gmtCreate ?? "", first?.gmtCreate ?? ""];
  for (const { gmtCreate } of tasks) {
    if (gmtCreate > newest) newest = gmtCreate;
    if (gmtCreate < oldest) oldest = gmtCreate;
  }
  return {
    tasks,
    oldestIds: tasks.filter(({ gmtCreate }) => gmtCreate === oldest).map(({ taskId }) => taskId),
    full,
    ...omitUndefined({
      newest: first && Date.parse(newest),
      oldest: first && Date.parse(oldest),
      total: totalElements,
    }),
  };
}

/**
 * Returns a description of how an answer contradicts the request, or `undefined` if it does not. The order of tasks
 * matters only in a full page, because any other page holds all there are.
 */
function contradiction(
  tasks: readonly DownloadTaskDetails[],
  full: boolean,
  window: { startTime?: number; endTime?: number },
): string | undefined {
  if (
    full &&
    tasks.some(({ gmtCreate }, at) => at > 0 && gmtCreate > (tasks[at - 1] as DownloadTaskDetails).gmtCreate)
  ) {
    return "they arrived in a different order";
  }
  const within = createdWithin(window, TOLERANCE);
  const outside = tasks.find((task) => !within(task));
  return outside && `it returned one created at ${outside.gmtCreate}`;
}

function describe({ startTime, endTime }: { startTime?: number; endTime?: number }): string {
  const from = startTime === undefined ? "" : `from ${new Date(startTime).toISOString()} `;
  const until = endTime === undefined ? "" : `until ${new Date(endTime).toISOString()}`;
  return `${from}${until}`.trim() || "at any time";
}
