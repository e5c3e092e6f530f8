import type { OpenSend } from "../../connection/exportMemory";
import type { DbsError } from "../../core/errors";
import type { DownloadTaskDetails } from "../../core/listing/task";
import { omitUndefined } from "../../core/omitUndefined";
import { describePossibleResult } from "../../core/verdict/describeExistingTask";
import { exportUnsettled } from "../../core/verdict/exportErrors";
import { type OwnExports, relateTask } from "../../core/verdict/ownExports";
import { type ExportStart, lookAtKind, passingFailure } from "./exportStart";
import { sendExport } from "./sendExport";
import { type StartedTask, startedTask } from "./startedTask";

/** Milliseconds for which the task of a request without a clear answer is looked for. */
const LOOKED_FOR = 120_000;
/** Milliseconds between two looks. */
const PAUSE = 5_000;

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
  const sent = memory.addSending(wanted);
  const end = await sendExport(wanted, connection, signal).finally(sent);
  if ("created" in end) {
    const { taskId, gmtCreate = new Date(connection.clock.wallTime()).toISOString() } = end.created;
    memory.own.set(taskId, { wanted, gmtCreate });
    return { task: startedTask({ taskId, gmtCreate }) };
  }
  if ("refused" in end) return end;
  const { open: error, sentAt } = end;
  start.open = error;
  const open: OpenSend = { wanted, before, sentAt, until: connection.clock.now() + LOOKED_FOR, error };
  memory.addOpen(open);
  signal?.throwIfAborted();
  start.tell("the answer was lost; looking for the task");
  const sought = await lookForSent(start, open);
  if (sought.equal === undefined) throw exportUnsettled(request, { ...sought, open: error });
  memory.settle(wanted, sought.equal.taskId);
  delete start.open;
  return { task: startedTask(sought.equal) };
}

/**
 * Looks for the task of a request without a clear answer, again and again until the request's time is over, at least
 * once.
 * @returns the task; or a sentence that says what the looks have seen instead, and the id of a task that may be the one
 */
export async function lookForSent(
  start: ExportStart,
  open: OpenSend,
): Promise<{ equal: DownloadTaskDetails } | { equal?: undefined; seen: string; taskId?: string }> {
  const { connection, memory, signal } = start;
  const { clock } = connection;
  let possible: PossibleResult | undefined;
  let failure: DbsError | undefined;
  for (;;) {
    try {
      const result = findResult(open, await lookAtKind(start, open.until - clock.now()), memory.own);
      failure = undefined;
      if (result.equal !== undefined) return { equal: result.equal };
      possible ??= result.possible;
    } catch (error) {
      failure = passingFailure(error, signal);
    }
    const left = open.until - clock.now();
    if (left <= 0) break;
    await clock.sleep(Math.min(PAUSE, left), signal);
  }
  const { sentence = "After that, no new task was listed", taskId } = possible ?? {};
  const seen = failure === undefined ? sentence : `${sentence}, and the last look failed: ${failure.message}`;
  return { seen, ...omitUndefined({ taskId }) };
}

/** A task that may have come from a request without a clear answer, and the sentence about it. */
interface PossibleResult {
  taskId: string;
  sentence: string;
}

/**
 * Finds the task of a request without a clear answer among listed ones: one that was not known before the request and
 * that is seen to be equal, in any state but expired.
 * @returns the task; or the newest task that only may be the one, if there is one
 */
export function findResult(
  { wanted, before }: OpenSend,
  listed: readonly DownloadTaskDetails[],
  own: OwnExports,
): { equal?: DownloadTaskDetails; possible?: PossibleResult } {
  let possible: PossibleResult | undefined;
  for (const task of listed) {
    if (before.has(task.taskId) || own.has(task.taskId) || task.downloadStatus === "expired") continue;
    const { differs, unseen } = relateTask(task, wanted, own);
    if (differs.length > 0) continue;
    if (unseen.length === 0) return { equal: task };
    possible ??= { taskId: task.taskId, sentence: describePossibleResult(task, unseen) };
  }
  return omitUndefined({ possible });
}
