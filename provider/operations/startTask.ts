import type { Caller } from "../connection/caller";
import type { DbsError } from "../core/errors";
import type { TaskRequest } from "../core/exportRequest";
import { exportCancelled, exportConflict, exportUnsettled } from "../core/verdict/exportErrors";
import { adoptNamedTask } from "./exports/adoptNamedTask";
import type { ExportStart } from "./exports/exportStart";
import { lookFirst } from "./exports/lookFirst";
import { sendAndSettle } from "./exports/settleSend";
import type { StartedTask } from "./exports/startedTask";
import { waitForBlocker } from "./exports/waitForBlocker";
import { waitForEqual } from "./exports/waitForEqual";

export type { StartedTask } from "./exports/startedTask";

/**
/**
 * Milliseconds by which a list may lag behind. For so long, a task is looked for that should be listed: the one that the
 * user names, and the one because of which the service refused an export.
 */
export const LISTING_LAG = 30_000;

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
    if (request.adoptTaskId !== undefined) return await adoptNamedTask(start, request.adoptTaskId, LISTING_LAG);
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
    throw exportConflict(start.request.wanted, noneListed(second.refused), { refusal: second.refused });
  } catch (error) {
    const { request, memory, open } = start;
    if (open !== undefined) {
      const seen = "Its task was not listed when the call ended";
      memory.shareError(request.wanted, exportUnsettled(request, { seen, open }));
    }
    throw error;
  }
}

/** Says that no task is listed because of which the service refused an export. */
function noneListed({ code = "" }: DbsError): string {
  return `${/JobAlreadyExist$/i.test(code) ? "the service has this export already, but does not list it yet" : "no task in the way is listed"}. Run this again in a few minutes, or look at the instance's tasks in the console`;
}
