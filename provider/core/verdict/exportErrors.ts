import { DbsError, type DbsErrorFacts } from "../errors";
import type { ExportRequest, TaskRequest } from "../exportRequest";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { formatDuration } from "../text/formatDuration";
import { withoutStop } from "../text/withoutStop";
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
  return new DbsError("conflict", `${subject(wanted)} was not started: ${why}.${said}`, {
    ...factsOf(wanted, refusal),
    taskId,
    cause: refusal,
  });
}

/**
 * Creates the error for an export that may have been started.
 * @param seen - sentence about the looks that followed
 * @param open - error of the request
 * @param remembered - milliseconds, counted from the request, within which this process sends nothing equal
 */
export function exportUnsettled(
  { wanted, adopt }: TaskRequest,
  { seen, open, remembered }: { seen: string; open: DbsError; remembered: number },
): DbsError {
  const came = withoutStop(
    open.message.replace(/^\[(\w+)\] /, "$1, ").replace(/ This call may have been carried out.*$/, ""),
  );
  return new DbsError(
    "unsettled",
    `${subject(wanted)} may have been started, because its request got no clear answer (${came}). ${seen}. ` +
      `It was not sent again${adopt === "never" ? "" : `, and within ${remembered / 60_000} minutes this process sends nothing equal`}. ` +
      nextRun(adopt),
    { ...factsOf(wanted, open), outcome: "open", cause: open },
  );
}

/**
 * Creates the error for an export that its caller cancelled.
 * @param elapsed - milliseconds since the work began
 * @param isOpen - whether the export may have been started
 */
export function exportCancelled(
  { wanted, adopt }: TaskRequest,
  { elapsed, isOpen, reason }: { elapsed: number; isOpen: boolean; reason: unknown },
): DbsError {
  const end = isOpen ? `. It may have been started. ${nextRun(adopt)}` : ", and nothing was started";
  return new DbsError("cancelled", `${subject(wanted)} was cancelled after ${formatDuration(elapsed)}${end}`, {
    operation: OPERATION,
    region: wanted.regionCode,
    outcome: isOpen ? "open" : "notDone",
    elapsed,
    cause: reason,
  });
}

/** Creates the error for a named task that is not listed. */
export function exportNotFound({ regionCode, instanceName, pointInTime }: ExportRequest, taskId: string): DbsError {
  const kind = pointInTime === undefined ? "backup sets" : "points in time";
  return new DbsError(
    "taskNotFound",
    `adoptTaskId "${cleanText(taskId, LONGEST_WORD)}" is not listed among the exports of ${kind} of ${instanceName} in ${regionCode}. ` +
      "Check the id, the instance and the region",
    { operation: OPERATION, region: regionCode, taskId },
  );
}

function subject(wanted: ExportRequest): string {
  return `the export of ${describeExport(wanted)} (${wanted.instanceName} in ${wanted.regionCode})`;
}

/** Says what the next run does about an export that may have been started. */
function nextRun(adopt: TaskRequest["adopt"]): string {
  return adopt === "never"
    ? 'Look at the list of tasks before you run this again: with adopt: "never" the next up starts another one. To take the ' +
        "task that was started, set adoptTaskId"
    : "Run this again soon: the next up looks first, and takes the task while it is unfinished. If it may be finished by " +
        'then, set adopt: "finished" for that run';
}

function factsOf({ regionCode }: ExportRequest, answer: DbsError | undefined): DbsErrorFacts {
  const { code, httpStatus, requestId, attempts, outcome } = answer ?? {};
  return { operation: OPERATION, region: regionCode, code, httpStatus, requestId, attempts, outcome };
}

function idOf({ requestId }: DbsError): string {
  return requestId === undefined ? "" : ` (request id ${requestId})`;
}
