import type { Connection } from "../connection/caller";
import type { SeenTasks } from "../core/listing/windowReader";
import type { GateRequest, TaskCondition, TaskQuery } from "../core/query";
import { createAbsences } from "../core/verdict/absences";
import { judge } from "../core/verdict/judge";
import type { Verdict } from "../core/verdict/verdict";
import type { Look } from "../core/wait/wait";
import { type ReadOptions, readAllPages } from "./readTasks";

/** Milliseconds for one look, unless the wait's deadline is nearer. */
const LOOK_TIMEOUT = 120_000;

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

/** The list that a look reads: newest first, and at the cost of a read of its own. */
export function lookQuery(selection: GateRequest["selection"], remaining = LOOK_TIMEOUT): TaskQuery {
  return {
    ...selection,
    orderColumn: "gmt_create",
    orderDirect: "desc",
    pageSize: 100,
    maxRetries: 5,
    callTimeout: 30_000,
    timeout: Math.min(LOOK_TIMEOUT, remaining),
  };
}
