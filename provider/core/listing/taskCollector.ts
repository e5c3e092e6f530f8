import { createdWithin } from "./createdWithin";
import type { FetchPage, PageRequest, TaskPage } from "./page";
import type { DownloadTaskDetails, TaskState } from "./task";

/** The selected tasks that a read has seen so far. */
export interface SeenTasks {
  /** Tells whether a task was seen, whether or not it is selected. */
  has(taskId: string): boolean;
  /** Number of selected tasks. */
  readonly size: number;
}

/** An answer, and its place in the sequence in which the requests were sent. */
export interface OrderedPage {
  page: TaskPage;
  order: number;
}

/** Makes the calls of one read and unites the tasks of their answers. */
export interface TaskCollector {
  /** Makes a call. Its tasks are not kept yet. */
  fetch(request: PageRequest): Promise<OrderedPage>;
  /** Keeps the tasks of an answer. For each task the answer that was requested last counts. */
  keep(answer: OrderedPage): void;
  readonly seen: SeenTasks;
  /** Number of tasks that were kept, whether or not they are selected. */
  readonly size: number;
  /** Returns the selected tasks, in no particular order. */
  selected(): DownloadTaskDetails[];
  readonly last: { calls: number; pageSize: number; requestId?: string; extra?: unknown };
}

/**
 * Creates the collector for one read.
 * @param selection.startTime - tasks created before it, or after `endTime`, are kept but not selected
 * @param selection.state - tasks in any other state are kept but not selected
 */
export function createTaskCollector(
  fetchPage: FetchPage,
  pageSize: number,
  selection: { startTime?: number; endTime?: number; state?: TaskState } = {},
): TaskCollector {
  const { state } = selection;
  const inTime = createdWithin(selection);
  const isSelected =
    state === undefined ? inTime : (task: DownloadTaskDetails) => task.downloadStatus === state && inTime(task);
  /**
   * Index of each task in `tasks`, by id. Storing an object for each task instead would double the cost of the lookup.
   */
  const indexes = new Map<string, number>();
  const tasks: DownloadTaskDetails[] = [];
  /** For each task, the order of the answer that it was taken from. */
  const orders: number[] = [];
  let selected = 0;
  let sent = 0;
  const last: TaskCollector["last"] = { calls: 0, pageSize };

  return {
    fetch: async (request) => {
      last.calls += 1;
      const next = () => {
        sent += 1;
        return sent;
      };
      let order = next();
      const page = await fetchPage(request, () => {
        // A retry is sent later than the call began, so its answer may be newer than those of calls that began later.
        order = next();
      });
      if (page.requestId !== undefined) last.requestId = page.requestId;
      if (page.extra !== undefined) last.extra = page.extra;
      return { page, order };
    },
    keep: ({ page, order }) => {
      for (const task of page.tasks) {
        const at = indexes.get(task.taskId);
        if (at === undefined) {
          indexes.set(task.taskId, tasks.length);
          tasks.push(task);
          orders.push(order);
          if (isSelected(task)) selected += 1;
        } else if ((orders[at] as number) <= order) {
          selected += Number(isSelected(task)) - Number(isSelected(tasks[at] as DownloadTaskDetails));
          tasks[at] = task;
          orders[at] = order;
        }
      }
    },
    seen: {
      has: (taskId) => indexes.has(taskId),
      get size() {
        return selected;
      },
    },
    get size() {
      return tasks.length;
    },
    selected: () => (selected === tasks.length ? [...tasks] : tasks.filter(isSelected)),
    last,
  };
}
