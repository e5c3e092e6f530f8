import { omitUndefined } from "../omitUndefined";
import type { FetchPage } from "./page";
import { readNumbered } from "./readNumbered";
import { readWindows } from "./readWindows";
import type { DownloadTaskDetails, TaskState } from "./task";
import { createTaskCollector, type SeenTasks } from "./taskCollector";
import { trustedTasks } from "./trustedTasks";
import { WindowContradiction } from "./windowContradiction";
import { createWindowReader } from "./windowReader";

export interface SnapshotOptions {
  /** Page size to request. The answer says which size the service used. */
  pageSize: number;
  /** Earliest creation time in milliseconds, inclusive. */
  startTime?: number;
  /** Latest creation time in milliseconds, inclusive. */
  endTime?: number;
  /** Only tasks in this state. */
  state?: TaskState;
  /**
   * Called after each answer. If it returns `true`, the read ends. `seen.size` is 0 until the newest tasks are surely among
   * those seen, so an answer with fewer tasks than it counts can end the read only by `seen.has`. Unless `whole` is set, pages are then read one after
   * another, newest first.
   */
  enough?: (seen: SeenTasks, soFar: () => Snapshot) => boolean;
  /**
   * Whether to read pages in parallel even if `enough` is given. Use it if `enough` rarely returns `true`. Default:
   * `false` if `enough` is given, otherwise `true`.
   */
  whole?: boolean;
  /** Called when nobody needs the calls that are still under way. */
  endCalls?: () => void;
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
 * Milliseconds to read beyond `startTime` and `endTime`, because the service's filter may treat them differently. Tasks
 * outside the two times are dropped.
 */
const MARGIN = 1_000;

/**
 * Reads all tasks as one exact snapshot. It holds every task that was listed throughout the read, exactly once, in the
 * state of the answer that was requested last. The list is read by windows of time, and by page numbers if the answers
 * contradict the windows.
 * @throws DbsError of kind `unsettled` if the answers contradict each other either way, or if more tasks share one
 *   millisecond than a page holds. Errors from `fetchPage` are passed on
 */
export async function readSnapshot(fetchPage: FetchPage, options: SnapshotOptions): Promise<Snapshot> {
  const { pageSize, startTime, endTime, enough = () => false, operation, region } = options;
  const { whole = options.enough === undefined } = options;
  const collector = createTaskCollector(fetchPage, pageSize, options);
  const snapshot = (): Snapshot => {
    // Creation times are strings that sort chronologically (isoTime).
    const tasks = collector.selected();
    tasks.sort((a, b) => compare(b.gmtCreate, a.gmtCreate) || compare(a.taskId, b.taskId));
    return { tasks, ...collector.last };
  };
  let newestKnown = false;
  const trusted = trustedTasks(collector.seen, () => newestKnown);
  let contradiction: string | undefined;
  let missing: number | undefined;
  try {
    missing = await readWindows({
      reader: createWindowReader(collector, options),
      collector,
      ends: omitUndefined({
        startTime: startTime && Math.max(0, startTime - MARGIN),
        endTime: endTime && endTime + MARGIN,
      }),
      filtered: options.state !== undefined,
      whole,
      onNewest: () => {
        newestKnown = true;
      },
      // After a contradiction, the windows that are still being read in parallel are of no use.
      satisfied: () => contradiction !== undefined || enough(trusted, snapshot),
      operation,
      region,
    });
  } catch (error) {
    if (!(error instanceof WindowContradiction)) throw error;
    contradiction = error.message;
    options.endCalls?.();
  }
  if (contradiction !== undefined || missing !== undefined) {
    await readNumbered({
      collector,
      pageSize,
      enough: (seen) => enough(seen, snapshot),
      covered: contradiction === undefined,
      reason: contradiction ?? `the service counted ${missing} tasks, and its windows of time hold ${collector.size}`,
      operation,
      region,
    });
  }
  return snapshot();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
