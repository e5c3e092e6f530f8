import { DbsError } from "../errors";
import type { SeenTasks, TaskCollector } from "./taskCollector";
import { trustedTasks } from "./trustedTasks";

/*
 * This file reads a list by its page numbers, newest first, for a service whose answers contradict windows of time.
 * Neither a state nor a span of time is requested, because the vendor says that tasks are never removed from the list of
 * an instance. Such a list only grows at its top, so that a later page may repeat a task but can't skip one. A state
 * filter would remove tasks whose state changes. Exactness rests on the vendor's word here.
 */

/** What a read by page numbers works with. */
export interface NumberedOptions {
  collector: TaskCollector;
  pageSize: number;
  /** Tells whether the tasks seen so far are enough. */
  enough: (seen: SeenTasks) => boolean;
  /**
   * Whether windows of time have covered the whole list without a contradiction, but listed fewer tasks than were
   * counted. It is then enough to find as many tasks as are counted now.
   */
  covered: boolean;
  /** Why the windows of time are not enough. */
  reason: string;
  /** Name of the operation, for messages. */
  operation: string;
  /** Region of the service, for messages. */
  region: string;
}

/** One pass over all pages. */
interface Pass {
  /** Number of tasks that the first answer counted. */
  total?: number;
  /** Number of tasks that the last answer counted. */
  lastTotal?: number;
  /** Whether tasks of one creation time lie on two pages. If their order changes, one of them can be skipped. */
  isSplit: boolean;
  /** Newest creation time. */
  newest: string;
  /** Number of tasks that were unknown before the pass and are not newer than the first pass's newest. */
  unknown: number;
}

/** What the passes over the list have shown so far. */
interface Reading {
  /** Whether the newest tasks came first. */
  inOrder: boolean;
  /** Whether a first page held all tasks, or as many as a page can and of more than one moment. */
  topWhole: boolean;
  /** Whether the tasks seen so far are enough. */
  done: boolean;
}

/** Maximum passes over the list. */
const MOST_PASSES = 5;
/** Pages in a row without a task that is new to the pass. So many mean that the service repeats its pages. */
const MOST_REPEATS = 3;

/**
 * Reads the list by numbered pages until a pass brings nothing that should have been known before.
 * @throws DbsError of kind `unsettled` if five passes don't suffice, or if the service counts another number of tasks.
 *   Errors of the calls are passed on
 */
export async function readNumbered(options: NumberedOptions): Promise<void> {
  const { collector, covered } = options;
  const reading: Reading = { inOrder: true, topWhole: false, done: false };
  let since: string | undefined;
  let counted: number | undefined;
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const before = collector.size;
    const { total, lastTotal, isSplit, newest, unknown } = await readPass(options, reading, since);
    if (reading.done || (covered && reading.inOrder && total !== undefined && total <= collector.size)) return;
    // If the newest don't come first, a task that was added during the pass may be among those that were listed.
    const agrees = total === collector.size && (reading.inOrder || total === lastTotal);
    if (unknown === 0 && (total === undefined ? !isSplit : agrees)) return;
    counted = total;
    // Another pass would only show the same.
    if (collector.size === before) break;
    since ??= newest;
  }
  throw unsettled(
    options,
    counted === undefined
      ? `${collector.size} tasks were listed in up to ${MOST_PASSES} passes, but no count shows whether that is all`
      : `the service counts ${counted} tasks, and ${collector.size} were listed in up to ${MOST_PASSES} passes`,
  );
}

/** Reads all pages once. Sets `done` when the tasks seen so far are enough. */
async function readPass(options: NumberedOptions, reading: Reading, since: string | undefined): Promise<Pass> {
  const { collector, pageSize, enough } = options;
  const trusted = trustedTasks(collector.seen, () => reading.inOrder && reading.topWhole);
  const inPass = new Set<string>();
  const pass: Pass = { isSplit: false, newest: "", unknown: 0 };
  let previous: string | undefined;
  let repeats = 0;
  for (let currentPage = 1; ; currentPage++) {
    const answer = await collector.fetch({ currentPage, pageSize, orderDirect: "desc" });
    const { tasks, totalElements, pageSize: size = pageSize } = answer.page;
    if (currentPage === 1 && totalElements !== undefined) pass.total = totalElements;
    if (totalElements !== undefined) pass.lastTotal = totalElements;
    const inPassBefore = inPass.size;
    if (tasks[0]?.gmtCreate === previous) pass.isSplit = true;
    for (const { taskId, gmtCreate } of tasks) {
      // A task that the list pushed on to the next page is repeated there.
      if (inPass.has(taskId)) continue;
      inPass.add(taskId);
      if (!collector.seen.has(taskId) && (since === undefined || gmtCreate <= since)) pass.unknown += 1;
      if (gmtCreate > pass.newest) pass.newest = gmtCreate;
      if (previous !== undefined && gmtCreate > previous) reading.inOrder = false;
      previous = gmtCreate;
    }
    collector.keep(answer);
    const hasRoom = tasks.length < Math.min(pageSize, size || pageSize);
    const isLast = hasRoom && !(inPass.size < (pass.total ?? 0));
    const showsOrder = !hasRoom && tasks[0]?.gmtCreate !== tasks.at(-1)?.gmtCreate;
    if (currentPage === 1 && (isLast || showsOrder)) reading.topWhole = true;
    reading.done = enough(trusted);
    if (reading.done || isLast || tasks.length === 0) return pass;
    repeats = inPass.size === inPassBefore ? repeats + 1 : 0;
    if (repeats === MOST_REPEATS) {
      const counts = pass.total === undefined ? "" : `the service counts ${pass.total} tasks, but `;
      throw unsettled(options, `${counts}its pages repeat each other and hold ${inPass.size}`);
    }
  }
}

function unsettled({ operation, region, reason, collector }: NumberedOptions, problem: string): DbsError {
  const { requestId } = collector.last;
  return new DbsError(
    "unsettled",
    `${operation} in ${region}: ${reason}. The list was then read by page numbers without a state or a time span: ` +
      `${problem}. Try again later. If this lasts, set taskIds, or read single pages (currentPage in getDownloadTasks)`,
    { operation, region, requestId },
  );
}
