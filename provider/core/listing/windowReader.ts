import { DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { createdWithin } from "./createdWithin";
import type { FetchPage, PageRequest, TaskPage } from "./page";
import type { DownloadTaskDetails } from "./task";

/** One answer, as far as covering the time line goes. Times are creation times in milliseconds. */
export interface Stretch {
  /** Absent for an empty answer. */
  newest?: number;
  oldest?: number;
  tasks: readonly DownloadTaskDetails[];
  /** Of those that were created at `oldest`. */
  oldestIds: readonly string[];
  /** Holds as many tasks as a page can: what comes after its oldest task is not known. */
  full: boolean;
  /** Of what matched the question, as the service counts; it may be wrong. */
  total?: number;
}

/** The ids of the tasks that a read has seen so far. */
export type SeenTasks = Pick<ReadonlySet<string>, "has" | "size">;

/** What all answers of a read hold together. */
export interface WindowReader {
  /** Asks for a page, newest first, and keeps its tasks. @throws DbsError of kind `unsettled` when the answer contradicts the question */
  ask(window: { startTime?: number; endTime?: number }, currentPage?: number): Promise<Stretch>;
  readonly seen: SeenTasks;
  /** In no order. */
  tasks(): DownloadTaskDetails[];
  readonly last: { calls: number; pageSize: number; requestId?: string; extra?: unknown };
}

/** Milliseconds by which a task may lie outside the window that was asked for: a service may compare seconds. */
const TOLERANCE = 1_000;

/** @param options.startTime - what was created before it, or after `endTime`, is read past and not kept */
export function createWindowReader(
  fetchPage: FetchPage,
  options: { pageSize: number; startTime?: number; endTime?: number; operation: string; region: string },
): WindowReader {
  const { pageSize, operation, region } = options;
  const selected = createdWithin(options);
  /** Where in `tasks` a task stands: one record for each of them would cost as much as finding it does. */
  const seen = new Map<string, number>();
  const tasks: DownloadTaskDetails[] = [];
  /** The order of the question that a task was last read by. */
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
        // What was asked for later is newer, or at least as new.
        tasks[known] = task;
        orders[known] = order;
      }
    }
  };

  return {
    seen,
    // A list of its own: whoever sorts it leaves the places in `seen` right.
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
        `${operation} in ${region}: asked for tasks created ${describe(window)}, newest first, ${problem}, twice. ` +
          "The list can't be read exactly: give taskIds or a narrower time span, or read a single page (currentPage of getDownloadTasks)",
        { operation, region },
      );
    },
  };
}

function stretch({ tasks, totalElements }: TaskPage, full: boolean): Stretch {
  // The texts of creation times sort as the times do (isoTime).
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

/** What an answer says that can't be so. The order within an answer that holds all there is does not matter. */
function contradiction(
  tasks: readonly DownloadTaskDetails[],
  full: boolean,
  window: { startTime?: number; endTime?: number },
): string | undefined {
  if (
    full &&
    tasks.some(({ gmtCreate }, at) => at > 0 && gmtCreate > (tasks[at - 1] as DownloadTaskDetails).gmtCreate)
  ) {
    return "but they came in another order";
  }
  const within = createdWithin(window, TOLERANCE);
  const outside = tasks.find((task) => !within(task));
  return outside && `but one came that was created at ${outside.gmtCreate}`;
}

function describe({ startTime, endTime }: { startTime?: number; endTime?: number }): string {
  const from = startTime === undefined ? "" : `from ${new Date(startTime).toISOString()} `;
  return `${from}${endTime === undefined ? "at any later time" : `until ${new Date(endTime).toISOString()}`}`;
}
