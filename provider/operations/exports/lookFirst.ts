import { REMEMBERED } from "../../connection/exportMemory";
import type { DbsError } from "../../core/errors";
import { chooseExport } from "../../core/verdict/chooseExport";
import { describeFinished, describePossibleEqual } from "../../core/verdict/describeExistingTask";
import { exportUnsettled } from "../../core/verdict/exportErrors";
import { finishedEqual } from "../../core/verdict/finishedEqual";
import { type ExportStart, lookAtKind, takeChosen, takeTask } from "./exportStart";
import { lookForSent } from "./settleSend";
import type { StartedTask } from "./startedTask";

/**
 * Looks for a task to adopt. If this process remembers an equal request whose outcome is open, looks for the task of that
 * request.
 * @returns the task, or `undefined` if an export is to be started
 * @throws DbsError of kind `conflict` if a task only may be equal; `unsettled` if the task of such a request is not
 *   found, so that nothing may be sent
 */
export async function lookFirst(start: ExportStart): Promise<StartedTask | undefined> {
  const { request, memory, connection } = start;
  start.tell("looking for an equal export");
  const sameKind = await lookAtKind(start);
  const opens = request.adopt === "never" ? [] : memory.openEqual(request.wanted, connection.clock.now());
  const choice = chooseExport(sameKind, request, memory.own);
  // A task that only may be equal may be the one of an open request. Then it is not true that nothing was started.
  const found = choice.choice === "conflict" && opens.length > 0 ? undefined : takeChosen(start, choice);
  if (found !== undefined || request.adopt === "never") return found;
  let unsettled: DbsError | undefined;
  for (const open of opens) {
    start.open = open.error;
    const sought = await lookForSent(start, open);
    if (sought.equal !== undefined) return takeTask(start, sought.equal);
    const { seen, taskId } =
      choice.choice === "conflict" && sought.taskId === undefined
        ? { seen: `${sought.seen}. ${describePossibleEqual(choice.task, choice.unseen)}`, taskId: choice.task.taskId }
        : sought;
    unsettled = exportUnsettled(request, { seen, open: open.error, taskId, remembered: REMEMBERED });
  }
  if (unsettled !== undefined) throw unsettled;
  const finished = finishedEqual(request, sameKind, memory.own);
  if (finished !== undefined) {
    const { known, takes } = describeFinished(finished);
    start.warn(`${known}. This starts another export; ${takes} would take it`);
  }
  return undefined;
}
