import type { Connection } from "../connection/caller";
import type { Enough, LookEnd } from "../connection/sharedLook";
import type { SharedLooks } from "../connection/sharedLooks";
import type { Clock } from "../core/clock";
import { omitUndefined } from "../core/omitUndefined";
import type { GateRequest, TaskCondition, TaskQuery } from "../core/query";
import { createAbsences } from "../core/verdict/absences";
import { judge } from "../core/verdict/judge";
import type { Verdict } from "../core/verdict/verdict";
import { createEstimate } from "../core/wait/estimate";
import type { LookOutcome } from "../core/wait/wait";
import { listKey, readAllPages } from "./readTasks";

/** Milliseconds for one look, unless the wait's deadline is nearer. */
export const LOOK_TIMEOUT = 120_000;

/**
 * Looks once at the tasks and judges them.
 * @param options.since - clock time in milliseconds: a look that was asked for since then will do
 * @param options.remaining - milliseconds that the look may take
 */
export async function lookOnce(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  connection: Connection,
  { since, remaining = LOOK_TIMEOUT }: { since: number; remaining?: number },
): Promise<Verdict> {
  const deadline = connection.clock.now() + Math.min(LOOK_TIMEOUT, remaining);
  const end = await looksAt(selection, connection).look({ since, deadline, enough: enoughFor(condition) });
  return createLookJudge(condition, connection.clock)(end, 0).verdict;
}

/** Finds the looks at the list of a selection, which all waits for that list share. */
export function looksAt(selection: GateRequest["selection"], connection: Connection): SharedLooks {
  const query = lookQuery(selection);
  return connection.looks(listKey(query), ({ deadline, ...options }) =>
    readAllPages({ ...query, timeout: deadline - connection.clock.now() }, connection, options),
  );
}

/** Returns what ends a look early: the newest tasks or the named ones; `undefined` where only the whole selection decides. */
export function enoughFor({ require, minTasks, taskIds }: TaskCondition): Enough {
  if (taskIds !== undefined) {
    return (seen) => taskIds.every((id) => seen.has(id));
  }
  return require === "latest" ? (seen) => seen.size >= minTasks : undefined;
}

/**
 * Makes the judge of a wait's looks. From look to look it remembers when named tasks were listed, and their tables' pace.
 * @returns a function of what a look saw and of the milliseconds waited
 * @throws what the look failed with
 */
export function createLookJudge(
  condition: TaskCondition,
  clock: Pick<Clock, "now">,
  absences = createAbsences(),
): (end: LookEnd, elapsed: number) => LookOutcome {
  const estimate = createEstimate(condition);
  const named = new Set(condition.taskIds);
  return ({ tasks, requestId, failure }, elapsed) => {
    if (failure !== undefined) throw failure;
    // A wait of hours over a long list need not remember the tasks that nobody named.
    const listed = tasks.map((task) => task.taskId).filter((id) => named.has(id));
    const { verdict, allListed } = judge(tasks, condition, absences(listed, elapsed), clock.now());
    const estimatedRemaining = verdict.state === "waiting" && allListed ? estimate(verdict.tasks, elapsed) : undefined;
    return { verdict, ...omitUndefined({ requestId, estimatedRemaining }) };
  };
}

/** The list that a look reads: newest first, and at the cost of a read of its own. */
function lookQuery(selection: GateRequest["selection"]): TaskQuery {
  return {
    ...selection,
    orderColumn: "gmt_create",
    orderDirect: "desc",
    pageSize: 100,
    maxRetries: 5,
    callTimeout: 30_000,
    timeout: LOOK_TIMEOUT,
  };
}
