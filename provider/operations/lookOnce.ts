import { judge } from "../core/judge";
import type { GateRequest, TaskCondition } from "../core/query";
import type { Verdict } from "../core/verdict";
import type { Look } from "../core/wait";
import type { SeenTasks } from "../core/windowReader";
import type { Connection } from "./caller";
import { lookQuery } from "./lookQuery";
import { type ReadOptions, readAllPages } from "./readTasks";

/** One look at the tasks and what it says of the condition; reads no more pages than the condition needs. */
export async function lookOnce(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  connection: Connection,
  { elapsed, remaining, signal, share }: Parameters<Look>[0] & Pick<ReadOptions, "share">,
): Promise<Verdict> {
  const query = lookQuery(selection, remaining);
  const enough = enoughFor(condition);
  const { tasks, requestId } = await readAllPages(query, connection, { signal, share, ...(enough && { enough }) });
  return { ...judge(tasks, condition, elapsed), ...(requestId === undefined ? {} : { requestId }) };
}

/** When the newest tasks alone decide; `undefined` where the whole selection does. */
function enoughFor({ require, minTasks, taskIds }: TaskCondition) {
  if (taskIds !== undefined) {
    return (seen: SeenTasks) => taskIds.every((id) => seen.has(id));
  }
  return require === "latest" ? (seen: SeenTasks) => seen.size >= minTasks : undefined;
}
