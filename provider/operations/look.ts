import type { Connection } from "../connection/caller";
import type { Enough, LookEnd } from "../connection/sharedLook";
import type { SharedLooks } from "../connection/sharedLooks";
import type { Clock } from "../core/clock";
import type { DownloadTaskDetails } from "../core/listing/task";
import { omitUndefined } from "../core/omitUndefined";
import type { GateRequest, TaskCondition, TaskQuery } from "../core/query";
import { createAbsences } from "../core/verdict/absences";
import { describeList } from "../core/verdict/describeList";
import { judge } from "../core/verdict/judge";
import type { Verdict } from "../core/verdict/verdict";
import { createEstimate } from "../core/wait/estimate";
import { judgeWithRetries, type RetryFacts } from "../core/wait/judgeWithRetries";
import type { LookOutcome } from "../core/wait/wait";
import { listKey, readAllPages } from "./readTasks";

/** Maximum milliseconds for one look. The deadline of the wait may leave less. */
export const LOOK_TIMEOUT = 120_000;

/** A judged look. */
export interface JudgedLook extends LookOutcome {
  /** Failed tasks that must be retried now, so that the condition does not fail because of them. */
  toRetry: readonly DownloadTaskDetails[];
}

/**
 * Looks once at the tasks and judges them. Nothing is retried; the verdict says what would be.
 * @param options.since - clock time in milliseconds; a look that was requested after this time is reused
 * @param options.remaining - maximum milliseconds for the look
 * @param options.signal - ends the look with the signal's reason
 */
export async function lookOnce(
  { selection, condition, taskRetries }: Pick<GateRequest, "selection" | "condition" | "taskRetries">,
  connection: Connection,
  { since, remaining = LOOK_TIMEOUT, signal }: { since: number; remaining?: number; signal?: AbortSignal | undefined },
): Promise<Verdict> {
  const deadline = connection.clock.now() + Math.min(LOOK_TIMEOUT, remaining);
  const end = await looksAt(selection, connection).look({ since, deadline, enough: enoughFor(condition), signal });
  const retrying = retryingFor({ selection, taskRetries }, connection);
  const judgeLook = createLookJudge({ selection, condition }, connection.clock, retrying && { ...retrying, dry: true });
  return judgeLook(end, 0).verdict;
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

/** What the looks of one wait need to know about retries. */
export type Retrying = Omit<RetryFacts, "asked">;

/** Returns what a wait that begins now needs to know about retries; `undefined` if it retries nothing. */
export function retryingFor(
  { selection, taskRetries = 0 }: { selection: GateRequest["selection"]; taskRetries?: number | undefined },
  { clock, retries }: Pick<Connection, "clock" | "retries">,
): Retrying | undefined {
  return taskRetries === 0
    ? undefined
    : { most: taskRetries, retries: retries(selection), began: clock.now(), dry: false };
}

/**
 * Creates the function that judges the looks of one wait. Between looks, it remembers when named tasks were listed, how
 * fast their tables finish, and whether anything was ever listed.
 * @param retrying - what the wait knows about retries. Default: it retries nothing
 * @returns a function that takes the result of a look and the milliseconds waited so far. It throws the error of a
 *   failed look
 */
export function createLookJudge(
  { selection, condition }: Pick<GateRequest, "selection" | "condition">,
  clock: Pick<Clock, "wallTime">,
  retrying?: Retrying,
  absences = createAbsences(),
): (end: LookEnd, elapsed: number) => JudgedLook {
  const estimate = createEstimate(condition);
  const named = new Set(condition.taskIds);
  let everListed = false;
  return ({ asked, tasks, requestId, failure }, elapsed) => {
    if (failure !== undefined) throw failure;
    // Remember only named tasks, because a wait may take hours and its list may be long.
    const listed = tasks.map((task) => task.taskId).filter((id) => named.has(id));
    const absenceOf = absences(listed, elapsed);
    const judgeWith = (noteOf?: Parameters<typeof judge>[4]) =>
      judge(tasks, condition, absenceOf, clock.wallTime(), noteOf);
    const { verdict, allListed, ...retries } =
      retrying === undefined
        ? { ...judgeWith(), toRetry: [], openRetries: [] }
        : judgeWithRetries(judgeWith, condition, { ...retrying, asked });
    const estimatedRemaining = verdict.state === "waiting" && allListed ? estimate(verdict.tasks, elapsed) : undefined;
    everListed ||= tasks.length > 0;
    if (!everListed) {
      const sentence = `${verdict.sentence}; nothing was ever listed for ${describeList(selection)}`;
      return { verdict: { ...verdict, sentence }, ...retries, neverListed: true, ...omitUndefined({ requestId }) };
    }
    return { verdict, ...retries, ...omitUndefined({ requestId, estimatedRemaining }) };
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
