import { DbsError, type DbsErrorFacts } from "../errors";
import type { ExportRequest, TaskRequest } from "../exportRequest";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { formatDuration } from "../text/formatDuration";
import { withoutStop } from "../text/withoutStop";
import { hiddenInputs } from "./compareExport";
import { describeExport } from "./describeExport";

/** Name of the operation that starts an export. */
const OPERATION = "CreateDownload";

/**
 * Creates the error for an export that was not started because of another task.
 * @param why - sentence that names the task and says what to do
 * @param refusal - the service's refusal, if the request was sent
 */
export function exportConflict(
  wanted: ExportRequest,
  why: string,
  { taskId, refusal }: { taskId?: string | undefined; refusal?: DbsError | undefined } = {},
): DbsError {
  const said =
    refusal === undefined ? "" : ` The service refused it with ${refusal.code ?? "a conflict"}${idOf(refusal)}.`;
  return new DbsError("conflict", `${subject(wanted)} was not started by this run: ${why}.${said}`, {
    ...factsOf(wanted, refusal),
    taskId,
    cause: refusal,
  });
}

/**
 * Creates the error for an export that may have been started.
 * @param seen - sentence about the looks that followed
 * @param open - error of the request
 * @param taskId - id of a task that may be the one
 * @param remembered - milliseconds, counted from the request, within which this process sends nothing equal. Given if an
 *   earlier call sent the request
 */
export function exportUnsettled(
  request: TaskRequest,
  {
    seen,
    open,
    taskId,
    remembered,
  }: { seen: string; open: DbsError; taskId?: string | undefined; remembered?: number },
): DbsError {
  const { wanted } = request;
  const came = withoutStop(
    open.message.replace(/^\[(\w+)\] /, "$1, ").replace(/ This call may have been carried out.*$/, ""),
  );
  return new DbsError(
    "unsettled",
    `${subject(wanted)} may have been started, because its request got no clear answer (${came}). ${seen}. ` +
      `It was not sent again${remembered === undefined ? "" : `, and within ${remembered / 60_000} minutes this process sends nothing equal`}. ` +
      nextRun(request),
    { ...factsOf(wanted, open), taskId, outcome: "open", cause: open },
  );
}

/**
 * Creates the error for an export that its caller cancelled.
 * @param elapsed - milliseconds since the work began
 * @param open - whether its own request, or an equal one of the same program, may have started it
 */
export function exportCancelled(
  request: TaskRequest,
  { elapsed, open, reason }: { elapsed: number; open: "own" | "equal" | undefined; reason: unknown },
): DbsError {
  const { wanted } = request;
  const which = open === "own" ? "It" : "An equal one of this program";
  const end = open ? `. ${which} may have been started. ${nextRun(request)}` : ", and nothing was started";
  return new DbsError("cancelled", `${subject(wanted)} was cancelled after ${formatDuration(elapsed)}${end}`, {
    operation: OPERATION,
    region: wanted.regionCode,
    outcome: open ? "open" : "notDone",
    elapsed,
    cause: reason,
  });
}

/**
 * Creates the error for an export that was started, but will not be recorded in the state.
 * @param why - the reason of the signal that interrupted the update, or the error because of which the record was lost
 */
export function exportNotRecorded(
  request: TaskRequest,
  taskId: string,
  why: { interrupted: unknown } | { failed: Error },
): DbsError {
  const { wanted } = request;
  const id = cleanText(taskId, LONGEST_WORD);
  const facts = { operation: OPERATION, region: wanted.regionCode, taskId };
  const started = `${subject(wanted)} was started as ${id}`;
  const next = nextForTask(request, id);
  return "failed" in why
    ? new DbsError(
        "unsettled",
        `${started}, but ${id} could not be recorded in the state: ${withoutStop(cleanText(why.failed.message, 200))}. ${next}`,
        { ...facts, cause: why.failed },
      )
    : new DbsError(
        "cancelled",
        `${started}, but the update was interrupted before ${id} was recorded in the state. ${next}`,
        { ...facts, cause: why.interrupted },
      );
}

/** Creates the error for a named task that is not listed. */
export function exportNotFound({ regionCode, instanceName, pointInTime }: ExportRequest, taskId: string): DbsError {
  const kind = pointInTime === undefined ? "backup sets" : "points in time";
  return new DbsError(
    "taskNotFound",
    `adoptTaskId "${cleanText(taskId, LONGEST_WORD)}" is not listed among the exports of ${kind} of ${instanceName} in ${regionCode}. ` +
      "A new task may not be listed yet: run this again in a minute. Otherwise check the id, the instance and the region",
    { operation: OPERATION, region: regionCode, taskId },
  );
}

function subject(wanted: ExportRequest): string {
  return `the export of ${describeExport(wanted)} (${wanted.instanceName} in ${wanted.regionCode})`;
}

/** Says what the next run does about an export that may have been started. */
function nextRun({ wanted, adopt }: TaskRequest): string {
  if (adopt === "never") {
    return (
      'Look at the list of tasks before you run this again: with adopt: "never" the next up starts another one. To take the ' +
      "task that was started, set adoptTaskId"
    );
  }
  const hidden = hiddenInputs(wanted);
  if (hidden.length > 0) {
    return (
      `Run this again in a minute: the next up looks first, but the list may not show the ${hidden.join(", ")} of the new ` +
      "task. Then the next up can't tell that it is yours, and starts another export if it is finished by then. If a new " +
      "task of this set is listed, adoptTaskId takes it"
    );
  }
  const finished = ' while it is unfinished. If it may be finished by then, set adopt: "finished" for that run';
  return `Run this again in a minute: the next up looks first, and takes the task${adopt === "finished" ? "" : finished}`;
}

/** Says what the next run does about a task that was started and is not recorded. */
function nextForTask({ wanted, adopt }: TaskRequest, id: string): string {
  const named = `set adoptTaskId to "${id}" for that run`;
  if (adopt === "never") return `With adopt: "never" the next up starts another one. To take ${id}, ${named}`;
  const hidden = hiddenInputs(wanted);
  return hidden.length === 0
    ? `The next up looks first, and adopts ${id} while it is unfinished or failed. If it may be finished by then, ${named}`
    : `The next up looks first, but the list may not show the ${hidden.join(", ")} of ${id}. To take ${id}, ${named}`;
}

function factsOf({ regionCode }: ExportRequest, answer: DbsError | undefined): DbsErrorFacts {
  const { code, httpStatus, requestId, attempts, outcome } = answer ?? {};
  return { operation: OPERATION, region: regionCode, code, httpStatus, requestId, attempts, outcome };
}

function idOf({ requestId }: DbsError): string {
  return requestId === undefined ? "" : ` (request id ${requestId})`;
}
