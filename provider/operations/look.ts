import type { Connection } from "../connection/caller";
import type { Enough, LookEnd } from "../connection/sharedLook";
import type { SharedLooks } from "../connection/sharedLooks";
import type { Clock } from "../core/clock";
import { omitUndefined } from "../core/omitUndefined";
import type { GateRequest, TaskCondition, TaskQuery } from "../core/query";
import { createAbsences } from "../core/verdict/absences";
import { describeList } from "../core/verdict/describeList";
import { judge } from "../core/verdict/judge";
import type { Verdict } from "../core/verdict/verdict";
import { createEstimate } from "../core/wait/estimate";
import type { LookOutcome } from "../core/wait/wait";
import { listKey, readAllPages } from "./readTasks";

/** Maximum milliseconds for one look. The deadline of the wait may leave less. */
export const LOOK_TIMEOUT = 120_000;

/**
 * Looks once at the tasks and judges them.
 * @param options.since - clock time in milliseconds; a look that was requested after this time is reused
 * @param options.remaining - maximum milliseconds for the look
 * @param options.signal - ends the look with the signal's reason
 */
export async function lookOnce(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  connection: Connection,
  { since, remaining = LOOK_TIMEOUT, signal }: { since: number; remaining?: number; signal?: AbortSignal | undefined },
): Promise<Verdict> {
  const deadline = connection.clock.now() + Math.min(LOOK_TIMEOUT, remaining);
  const end = await looksAt(selection, connection).look({ since, deadline, enough: enoughFor(condition), signal });
  return createLookJudge({ selection, condition }, connection.clock)(end, 0).verdict;
}

/** Returns the looks for the list of a selection. All waits for that list share them. */
export function looksAt(selection: GateRequest["selection"], connection: Connection): SharedLooks {
  const query = lookQuery(selection);
  return connection.looks(listKey(query), ({ deadline, ...options }) =>
    readAllPages({ ...query, timeout: deadline - connection.clock.now() }, connection, {
      ...options,
      quota: connection.lookQuota,
    }),
  );
}

/**
 * Returns the function that tells when a look may end early because it has seen the newest tasks or all named ones.
 * Returns `undefined` if the whole list is needed to decide.
 */
export function enoughFor({ require, minTasks, taskIds }: TaskCondition): Enough {
  if (taskIds !== undefined) {
    return (seen) => taskIds.every((id) => seen.has(id));
  }
  return require === "latest" ? (seen) => seen.size >= minTasks : undefined;
}

/**
 * Creates the function that judges the looks of one wait. Between looks, it remembers when named tasks were listed, how
 * fast their tables finish, and whether anything was ever listed.
 * @returns a function that takes the result of a look and the milliseconds waited so far. It throws the error of a
 *   failed look
 */
export function createLookJudge(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  clock: Pick<Clock, "wallTime">,
  absences = createAbsences(),
): (end: LookEnd, elapsed: number) => LookOutcome {
  const estimate = createEstimate(condition);
  const named = new Set(condition.taskIds);
  let everListed = false;
  return ({ tasks, requestId, failure }, elapsed) => {
    if (failure !== undefined) throw failure;
    // Remember only named tasks, because a wait may take hours and its list may be long.
    const listed = tasks.map((task) => task.taskId).filter((id) => named.has(id));
    const { verdict, allListed } = judge(tasks, condition, absences(listed, elapsed), clock.wallTime());
    const estimatedRemaining = verdict.state === "waiting" && allListed ? estimate(verdict.tasks, elapsed) : undefined;
    everListed ||= tasks.length > 0;
    if (!everListed) {
      const sentence = `${verdict.sentence}; nothing was ever listed for ${describeList(selection)}`;
      return { verdict: { ...verdict, sentence }, neverListed: true, ...omitUndefined({ requestId }) };
    }
    return { verdict, ...omitUndefined({ requestId, estimatedRemaining }) };
  };
}

/** Returns the query of a look: newest first, with the default limits of `getDownloadTasks`. */
export function lookQuery(selection: GateRequest["selection"]): TaskQuery {
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
