import type { Caller } from "../connection/caller";
import { REMEMBERED } from "../connection/exportMemory";
import type { DbsError } from "../core/errors";
import type { TaskRequest } from "../core/exportRequest";
import { checkNamedTask } from "../core/verdict/checkNamedTask";
import { exportCancelled, exportConflict, exportNotFound, exportUnsettled } from "../core/verdict/exportErrors";
import { finishedEqual } from "../core/verdict/finishedEqual";
import { withOwnExports } from "../core/verdict/ownExports";
import { adoptable, type ExportStart, lookAtKind, takeTask } from "./exports/exportStart";
import { lookForSent, sendAndSettle } from "./exports/settleSend";
import type { StartedTask } from "./exports/startedTask";
import { waitForBlocker } from "./exports/waitForBlocker";
import { waitForEqual } from "./exports/waitForEqual";

export type { StartedTask } from "./exports/startedTask";

/**
 * Milliseconds by which a list may lag behind. For so long, the task is looked for because of which the service refused
 * an export.
 */
export const LISTING_LAG = 30_000;
const NONE_LISTED =
  "no task in the way is listed. Run this again in a few minutes, or look at the instance's tasks in the console";

export interface StartOptions {
  /** Ends the call. Before the request is sent, nothing is sent; after that, an answer on its way gets 1.5 s. */
  signal?: AbortSignal | undefined;
  /** Called with what the call does now, for people to read. */
  onProgress?: ((text: string) => void) | undefined;
  /** Called with each warning that does not end the call. Default: the caller's log. */
  onWarning?: ((text: string) => void) | undefined;
  /**
   * Milliseconds for which an equal task is looked for before anything is sent, because another process may have started
   * one a moment ago. Default: it looks once
   */
  lookFor?: number;
}

/**
 * Starts an export, or adopts one that takes its place. Returns as soon as the task's id is known. Calls for one
 * instance in one process take turns, so that the second of two equal ones adopts the task of the first.
 * @throws DbsError of kind `conflict` if another task is in the way and nothing was started; `unsettled` if the export
 *   may have been started; `taskNotFound`, `cancelled`; or the error of a call
 */
export async function startTask(
  request: TaskRequest,
  caller: Caller,
  options: StartOptions = {},
): Promise<StartedTask> {
  const { signal, onProgress = () => {}, onWarning, lookFor = 0 } = options;
  const { wanted } = request;
  const connection = caller.connect(wanted);
  const memory = connection.exports(wanted);
  const { clock, log } = connection;
  const began = clock.now();
  const warn = onWarning ?? log.warning;
  const start: ExportStart = { request, connection, memory, signal, tell: onProgress, warn, known: new Set() };
  try {
    signal?.throwIfAborted();
    if (request.adoptTaskId !== undefined) return await adoptNamedTask(start, request.adoptTaskId);
    const found = lookFor > 0 ? await waitForEqual(start, lookFor) : undefined;
    return found ?? (await memory.inTurn(request, signal, () => findOrCreate(start)));
  } catch (error) {
    if (!signal?.aborted) throw error;
    const open = start.open ? "own" : memory.mayBeStarted(request, clock.now()) ? "equal" : undefined;
    throw exportCancelled(request, { elapsed: clock.now() - began, open, reason: signal.reason });
  }
}

async function findOrCreate(start: ExportStart): Promise<StartedTask> {
  try {
    const found = await lookFirst(start);
    if (found !== undefined) return found;
    const first = await sendAndSettle(start);
    if ("task" in first) return first.task;
    const waited = await waitForBlocker(start, first.refused, LISTING_LAG);
    if (waited !== undefined) return waited;
    // Nothing is in the way any more, and the first request was certainly refused.
    const second = await sendAndSettle(start);
    if ("task" in second) return second.task;
    const late = await waitForBlocker(start, second.refused, 0);
    if (late !== undefined) return late;
    throw exportConflict(start.request.wanted, NONE_LISTED, { refusal: second.refused });
  } catch (error) {
    const { request, memory, open } = start;
    if (open !== undefined) {
      const seen = "Its task was not listed when the call ended";
      memory.shareError(request.wanted, exportUnsettled(request, { seen, open, remembered: REMEMBERED }));
    }
    throw error;
  }
}

/**
 * Looks for a task to adopt. If this process remembers an equal request whose outcome is open, looks for the task of that
 * request.
 * @throws DbsError of kind `unsettled` if the task of such a request is not found, so that nothing may be sent
 */
async function lookFirst(start: ExportStart): Promise<StartedTask | undefined> {
  const { request, memory, connection } = start;
  start.tell("looking for an equal export");
  const sameKind = await lookAtKind(start);
  const found = adoptable(start, sameKind);
  if (found !== undefined || request.adopt === "never") return found;
  let unsettled: DbsError | undefined;
  for (const open of memory.openEqual(request.wanted, connection.clock.now())) {
    start.open = open.error;
    const sought = await lookForSent(start, open);
    if (sought.equal !== undefined) return takeTask(start, sought.equal);
    unsettled = exportUnsettled(request, { seen: sought.seen, open: open.error, remembered: REMEMBERED });
  }
  if (unsettled !== undefined) throw unsettled;
  const finished = finishedEqual(request, sameKind, memory.own);
  if (finished !== undefined) {
    start.warn(
      `${finished} is finished and of the same set. This starts another export; adopt "finished" would take it`,
    );
  }
  return undefined;
}

/**
 * Adopts the task that the user names.
 * @throws DbsError of kind `taskNotFound` if it is not listed, `conflict` if it is expired or seen to differ
 */
async function adoptNamedTask(start: ExportStart, taskId: string): Promise<StartedTask> {
  const { request, memory } = start;
  start.tell(`looking for ${taskId}`);
  const tasks = withOwnExports(await lookAtKind(start), memory.own);
  const task = tasks.find((each) => each.taskId === taskId);
  if (task === undefined) throw exportNotFound(request.wanted, taskId);
  const why = checkNamedTask(task, request.wanted, memory.own);
  if (why !== undefined) throw exportConflict(request.wanted, why, { taskId });
  return takeTask(start, task);
}
