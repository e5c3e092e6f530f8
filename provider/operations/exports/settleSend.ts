import type { DbsError } from "../../core/errors";
import type { DownloadTaskDetails } from "../../core/listing/task";
import { describePossibleResult } from "../../core/verdict/describeExistingTask";
import { exportUnsettled } from "../../core/verdict/exportErrors";
import { relateTask } from "../../core/verdict/ownExports";
import type { OpenSend } from "./exportMemory";
import { type ExportStart, lookAtKind, passingFailure } from "./exportStart";
import { sendExport } from "./sendExport";
import { type StartedTask, startedTask } from "./startedTask";

/** Milliseconds for which the task of a request without a clear answer is looked for. */
const LOOKED_FOR = 120_000;
/** Milliseconds between two looks. */
const PAUSE = 5_000;

/** Result of looking for the task of a request without a clear answer. */
interface Sought {
  /** The task of the request, if it is listed. */
  equal?: DownloadTaskDetails;
  /** Whether the last look succeeded and no new task is listed that may be the one. */
  isSettled: boolean;
  /** Sentence that says what the looks have seen instead. */
  seen: string;
}

/**
 * Sends the request once. If its answer is lost, looks for its task for two minutes.
 * @returns the task, or the refusal of the service because of another task
 * @throws DbsError of kind `unsettled` if the export may have been started; or the error of a request that was certainly
 *   not carried out
 */
export async function sendAndSettle(start: ExportStart): Promise<{ task: StartedTask } | { refused: DbsError }> {
  const { request, connection, memory, signal, known } = start;
  const { wanted } = request;
  const before = new Set([...known, ...memory.own.keys()]);
  start.tell("starting the export");
  const end = await sendExport(wanted, connection, signal);
  if ("created" in end) {
    const { taskId, gmtCreate = new Date(connection.clock.wallTime()).toISOString() } = end.created;
    memory.own.set(taskId, { wanted, gmtCreate });
    return { task: startedTask({ taskId, gmtCreate }) };
  }
  if ("refused" in end) return end;
  start.open = end.open;
  const open: OpenSend = { wanted, before, until: connection.clock.now() + LOOKED_FOR, error: end.open };
  memory.open.add(open);
  signal?.throwIfAborted();
  start.tell("the answer was lost; looking for the task");
  const { equal, seen } = await lookForSent(start, open);
  if (equal === undefined) throw exportUnsettled(request, seen, end.open);
  memory.open.delete(open);
  delete start.open;
  return { task: startedTask(equal) };
}

/**
 * Looks for the task of a request without a clear answer: one that was not known before the request and that is seen to
 * be equal, in any state but expired. Looks until the request's time is over.
 */
export async function lookForSent(start: ExportStart, { before, until }: OpenSend): Promise<Sought> {
  const { request, connection, memory, signal } = start;
  const { clock } = connection;
  let possible: string | undefined;
  let failure: DbsError | undefined;
  for (;;) {
    try {
      const tasks = await lookAtKind(start, until - clock.now());
      failure = undefined;
      for (const task of tasks) {
        if (before.has(task.taskId) || memory.own.has(task.taskId) || task.downloadStatus === "expired") continue;
        const { differs, unseen } = relateTask(task, request.wanted, memory.own);
        if (differs.length > 0) continue;
        if (unseen.length === 0) return { equal: task, isSettled: true, seen: "" };
        possible ??= describePossibleResult(task, unseen);
      }
    } catch (error) {
      failure = passingFailure(error, signal);
    }
    const left = until - clock.now();
    if (left <= 0) break;
    await clock.sleep(Math.min(PAUSE, left), signal);
  }
  const seen = possible ?? "In the two minutes after that, no new task was listed";
  return {
    isSettled: possible === undefined && failure === undefined,
    seen: failure === undefined ? seen : `${seen}, and the last look failed: ${failure.message}`,
  };
}
