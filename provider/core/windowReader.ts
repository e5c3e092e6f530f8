import { DbsError } from "./errors";
import type { FetchPage, PageRequest } from "./pageRequest";
import type { DownloadTask } from "./task";
import type { TaskPage } from "./taskPage";

/** One answer, as far as covering the time line goes. Times are creation times in milliseconds. */
export interface Stretch {
  /** Absent for an empty answer. */
  newest?: number;
  oldest?: number;
  ids: ReadonlySet<string>;
  /** Of those that were created at `oldest`. */
  oldestIds: readonly string[];
  /** Holds as many tasks as a page can: what comes after its oldest task is not known. */
  full: boolean;
  /** The service said how many tasks a page of its holds, so that one with fewer is the last one. */
  sized: boolean;
  /** Of what matched the question, as the service counts; it may be wrong. */
  total?: number;
}

/** What all answers of a read hold together. */
export interface WindowReader {
  /** Asks for a page, newest first, and keeps its tasks. @throws DbsError of kind `unsettled` when the answer contradicts the question */
  ask(window: { startTime?: number; endTime?: number }, currentPage?: number): Promise<Stretch>;
  readonly tasks: ReadonlyMap<string, DownloadTask>;
  readonly last: { calls: number; pageSize: number; requestId?: string; extra?: unknown };
}

/** Milliseconds by which a task may lie outside the window that was asked for: a service may compare seconds. */
const TOLERANCE = 1_000;

export function createWindowReader(
  fetchPage: FetchPage,
  { pageSize, operation, region }: { pageSize: number; operation: string; region: string },
): WindowReader {
  const tasks = new Map<string, DownloadTask>();
  const askedAt = new Map<string, number>();
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
      // What was asked for later is newer, or at least as new.
      if ((askedAt.get(task.taskId) ?? 0) <= order) {
        tasks.set(task.taskId, task);
        askedAt.set(task.taskId, order);
      }
    }
  };

  return {
    tasks,
    last,
    ask: async (window, currentPage = 1) => {
      const request: PageRequest = { ...window, currentPage, pageSize, orderDirect: "desc" };
      let problem: string | undefined;
      for (const _try of ["first", "again"]) {
        const { page, order } = await fetch(request);
        const size = Math.min(pageSize, page.pageSize ?? pageSize) || pageSize;
        const times = page.tasks.map((task) => Date.parse(task.gmtCreate));
        const full = times.length >= size;
        problem = contradiction(times, full, window);
        if (problem === undefined) {
          keep(page, order);
          last.pageSize = size;
          return stretch(page, times, full);
        }
      }
      throw new DbsError(
        "unsettled",
        `${operation} in ${region}: asked for tasks created ${describe(window)}, newest first, ${problem}, twice. ` +
          "The list can't be read exactly; read a single page (currentPage), or give taskIds or a narrower time span",
        { operation, region },
      );
    },
  };
}

function stretch({ tasks, pageSize, totalElements }: TaskPage, times: readonly number[], full: boolean): Stretch {
  const ids = new Set(tasks.map((task) => task.taskId));
  const oldest = Math.min(...times);
  return {
    ids,
    oldestIds: tasks.filter((_, at) => times[at] === oldest).map((task) => task.taskId),
    full,
    sized: pageSize !== undefined,
    ...(times.length === 0 ? {} : { newest: Math.max(...times), oldest }),
    ...(totalElements === undefined ? {} : { total: totalElements }),
  };
}

/** What an answer says that can't be so. The order within an answer that holds all there is does not matter. */
function contradiction(
  times: readonly number[],
  full: boolean,
  { startTime = 0, endTime = Number.POSITIVE_INFINITY }: { startTime?: number; endTime?: number },
): string | undefined {
  if (full && times.some((time, at) => at > 0 && time > (times[at - 1] as number))) {
    return "but they came in another order";
  }
  const outside = times.find((time) => time < startTime - TOLERANCE || time > endTime + TOLERANCE);
  return outside === undefined ? undefined : `but one came that was created at ${new Date(outside).toISOString()}`;
}

function describe({ startTime, endTime }: { startTime?: number; endTime?: number }): string {
  const from = startTime === undefined ? "" : `from ${new Date(startTime).toISOString()} `;
  return `${from}${endTime === undefined ? "at any later time" : `until ${new Date(endTime).toISOString()}`}`;
}
