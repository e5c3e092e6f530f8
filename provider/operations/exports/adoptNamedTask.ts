import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import { checkNamedTask } from "../../core/verdict/checkNamedTask";
import { exportConflict, exportNotFound } from "../../core/verdict/exportErrors";
import { withOwnExports } from "../../core/verdict/ownExports";
import { type ExportStart, lookAtKind, takeTask } from "./exportStart";
import type { StartedTask } from "./startedTask";

/** Milliseconds between two looks. */
const PAUSE = 3_000;

/**
 * Adopts the task that the user names. A list may lag behind, so it looks again until `span` milliseconds are over.
 * @throws DbsError of kind `taskNotFound` if it is not listed, `conflict` if it is expired or seen to differ
 */
export async function adoptNamedTask(start: ExportStart, taskId: string, span: number): Promise<StartedTask> {
  const {
    request: { wanted },
    connection: { clock },
    memory: { own },
    signal,
  } = start;
  const id = cleanText(taskId, LONGEST_WORD);
  const until = clock.now() + span;
  start.tell(`looking for ${id}`);
  for (let isTold = false; ; isTold = true) {
    const task = withOwnExports(await lookAtKind(start), own).find((each) => each.taskId === taskId);
    if (task !== undefined) {
      const why = checkNamedTask(task, wanted, own);
      if (why !== undefined) throw exportConflict(wanted, why, { taskId });
      return takeTask(start, task);
    }
    if (clock.now() + PAUSE > until) throw exportNotFound(wanted, taskId);
    if (!isTold) start.tell(`${id} is not listed yet; looking again`);
    await clock.sleep(PAUSE, signal);
  }
}
