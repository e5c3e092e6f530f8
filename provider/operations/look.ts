import { createAbsences } from "../core/absence";
import { judge } from "../core/judge";
import type { GateRequest, TaskCondition } from "../core/query";
import type { Verdict } from "../core/verdict";
import type { Look } from "../core/wait";
import type { SeenTasks } from "../core/windowReader";
import type { Connection } from "./caller";
import { lookQuery } from "./lookQuery";
import { type ReadOptions, readAllPages } from "./readTasks";

type LookContext = Parameters<Look>[0] &
  Pick<ReadOptions, "share"> & {
    /** The wait's memory of what was listed. Default: none, so that this look is the first. */
    absences?: ReturnType<typeof createAbsences>;
  };

/** One look at the tasks and what it says of the condition; reads no more pages than the condition needs. */
export async function lookOnce(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  connection: Connection,
  { elapsed, remaining, signal, share, absences = createAbsences() }: LookContext,
): Promise<Verdict> {
  const query = lookQuery(selection, remaining);
  const enough = enoughFor(condition);
  const { tasks, requestId } = await readAllPages(query, connection, { signal, share, ...(enough && { enough }) });
  const named = new Set(condition.taskIds);
  // Of the others nobody asks: a wait of hours over a long list need not remember them.
  const listed = tasks.map((task) => task.taskId).filter((id) => named.has(id));
  const absenceOf = absences(listed, elapsed);
  return { ...judge(tasks, condition, absenceOf), ...(requestId === undefined ? {} : { requestId }) };
}

/** When the newest tasks alone decide; `undefined` where the whole selection does. */
function enoughFor({ require, minTasks, taskIds }: TaskCondition) {
  if (taskIds !== undefined) {
    return (seen: SeenTasks) => taskIds.every((id) => seen.has(id));
  }
  return require === "latest" ? (seen: SeenTasks) => seen.size >= minTasks : undefined;
}
