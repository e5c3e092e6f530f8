import type { DbsError } from "../../core/errors";
import type { DownloadTaskDetails } from "../../core/listing/task";
import { describeInTheWay, describeSameJob } from "../../core/verdict/describeExistingTask";
import { exportConflict } from "../../core/verdict/exportErrors";
import { isBlocking } from "../../core/verdict/isBlocking";
import { relateTask, withOwnExports } from "../../core/verdict/ownExports";
import { adoptable, type ExportStart, lookAtKind, passingFailure } from "./exportStart";
import { instanceSelection, lookForExports } from "./lookForExports";
import type { StartedTask } from "./startedTask";

/** Milliseconds between two looks. */
const PAUSE = 3_000;

/** A task because of which the service refuses an export, and the sentence about it. */
interface Blocker {
  task: DownloadTaskDetails;
  why: string;
}

/**
 * Looks for what the service meant when it refused an export because of another task. A list may lag behind, so it looks
 * again until `span` milliseconds are over.
 * @returns the task to adopt, or `undefined` if nothing is in the way any more, or nothing was ever listed
 * @throws DbsError of kind `conflict` that names the task in the way, or the failure of the last look
 */
export async function waitForBlocker(
  start: ExportStart,
  refusal: DbsError,
  span: number,
): Promise<StartedTask | undefined> {
  const { request, connection, signal } = start;
  const { clock } = connection;
  const until = clock.now() + span;
  let blocker: Blocker | undefined;
  let isTold = false;
  let failure: DbsError | undefined;
  for (;;) {
    try {
      const limits = { signal, remaining: until - clock.now() };
      const all = await lookForExports(instanceSelection(request.wanted), connection, limits);
      // Read last, so that an equal task that only now is listed is adopted and not called the one in the way.
      const sameKind = await lookAtKind(start, until - clock.now());
      const found = adoptable(start, sameKind);
      if (found !== undefined) return found;
      const next = findBlocker(start, refusal, { sameKind, all });
      failure = undefined;
      if (next === undefined && blocker !== undefined) return undefined;
      blocker = next;
    } catch (error) {
      failure = passingFailure(error, signal);
    }
    if (clock.now() + PAUSE > until) break;
    if (!isTold) start.tell("the service refused it because of another task; looking again");
    isTold = true;
    await clock.sleep(PAUSE, signal);
  }
  if (blocker !== undefined) {
    throw exportConflict(request.wanted, blocker.why, { taskId: blocker.task.taskId, refusal });
  }
  // Without a look that succeeded at the end, nothing tells that the request may be sent again.
  if (failure !== undefined) {
    throw exportConflict(request.wanted, `the task in the way could not be looked for: ${failure.message}`, {
      refusal,
    });
  }
  return undefined;
}

/** Returns the newest task that explains a refusal. */
function findBlocker(
  { request: { wanted }, memory: { own } }: ExportStart,
  refusal: DbsError,
  { sameKind, all }: Record<"sameKind" | "all", readonly DownloadTaskDetails[]>,
): Blocker | undefined {
  if (/JobAlreadyExist$/i.test(refusal.code ?? "")) {
    for (const task of withOwnExports(sameKind, own)) {
      const { differs, unseen } = relateTask(task, wanted, own);
      if (differs.length > 0) continue;
      return { task, why: isBlocking(task) ? describeInTheWay(task) : describeSameJob(task, unseen) };
    }
  }
  const task = withOwnExports(all, own).find(isBlocking);
  return task && { task, why: describeInTheWay(task) };
}
