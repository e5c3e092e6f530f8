import type { Connection } from "../connection/caller";
import { REMEMBERED } from "../connection/exportMemory";
import type { TaskRequest } from "../core/exportRequest";
import type { DownloadTaskDetails } from "../core/listing/task";
import type { TaskSelection } from "../core/query";
import { cleanText, LONGEST_WORD } from "../core/text/cleanText";
import { checkNamedTask } from "../core/verdict/checkNamedTask";
import { chooseExport } from "../core/verdict/chooseExport";
import { describeCharge } from "../core/verdict/describeCharge";
import {
  describeAdopted,
  describeBlocking,
  describeFinished,
  describeInTheWay,
  describePossibleEqual,
} from "../core/verdict/describeExistingTask";
import { describeExport } from "../core/verdict/describeExport";
import { finishedEqual } from "../core/verdict/finishedEqual";
import { isBlocking } from "../core/verdict/isBlocking";
import { type OwnExports, withOwnExports } from "../core/verdict/ownExports";
import { instanceSelection, sameKindSelection } from "./exports/lookForExports";
import { findResult } from "./exports/settleSend";
import { LOOK_TIMEOUT, looksAt } from "./look";

export interface PreviewOptions {
  /** Clock time in milliseconds. A look that was requested after it may be shared. */
  since: number;
  /** Maximum milliseconds for the preview. */
  remaining?: number;
  signal?: AbortSignal | undefined;
}

/**
 * Returns the sentence that says what a start would do now: `would start an export of …`, `would adopt …`, `would fail:
 * …`. Sends nothing but looks.
 * @throws the error of a look
 */
export async function previewTask(
  request: TaskRequest,
  connection: Connection,
  { since, remaining = LOOK_TIMEOUT, signal }: PreviewOptions,
): Promise<string> {
  const { wanted } = request;
  const deadline = connection.clock.now() + Math.min(LOOK_TIMEOUT, remaining);
  const look = async (selection: TaskSelection): Promise<readonly DownloadTaskDetails[]> => {
    const { tasks, failure } = await looksAt(selection, connection).look({
      since,
      deadline,
      enough: undefined,
      signal,
    });
    if (failure !== undefined) throw failure;
    return tasks;
  };
  const memory = connection.exports(wanted);
  const { own } = memory;
  const sameKind = await look(sameKindSelection(wanted));
  if (request.adoptTaskId !== undefined) return previewNamed(request, request.adoptTaskId, sameKind, own);
  const choice = chooseExport(sameKind, request, own);
  if (choice.choice === "adopt") return `would adopt ${describeAdopted(choice.task)}`;
  const open = request.adopt === "never" ? undefined : memory.openEqual(wanted, connection.clock.now()).at(-1);
  if (open !== undefined) {
    const { equal, possible } = findResult(open, sameKind, own);
    if (equal !== undefined) return `would adopt ${describeAdopted(equal)}`;
    return `would fail: an equal request got no clear answer, and this process sends nothing equal within ${REMEMBERED / 60_000} minutes of it. ${possible?.sentence ?? "Its task is not listed yet"}`;
  }
  if (choice.choice === "conflict") return `would fail: ${describePossibleEqual(choice.task, choice.unseen)}`;
  const inTheWay = withOwnExports(await look(instanceSelection(wanted)), own).find(isBlocking);
  if (inTheWay !== undefined) return previewBlocked(inTheWay);
  const finished = finishedEqual(request, sameKind, own);
  const { known, takes } = finished === undefined ? {} : describeFinished(finished);
  const hint = known === undefined ? "" : `; ${known}: ${takes} takes it`;
  return `would start an export of ${describeExport(wanted)} (${describeCharge(wanted.backupSetSize)})${hint}`;
}

/** Says what a task means that would block a start now. One that is unfinished may have ended by the time of the start. */
function previewBlocked(task: DownloadTaskDetails): string {
  return task.downloadStatus === "failed"
    ? `would fail: ${describeInTheWay(task)}`
    : `would fail while ${describeBlocking(task)}; a gate on it that this resource depends on makes it wait`;
}

function previewNamed(
  { wanted }: TaskRequest,
  taskId: string,
  sameKind: readonly DownloadTaskDetails[],
  own: OwnExports,
): string {
  const task = withOwnExports(sameKind, own).find((each) => each.taskId === taskId);
  if (task === undefined)
    return `would fail: ${cleanText(taskId, LONGEST_WORD)}, which adoptTaskId names, is not listed`;
  const why = checkNamedTask(task, wanted, own);
  return why === undefined ? `would adopt ${describeAdopted(task)}` : `would fail: ${why}`;
}
