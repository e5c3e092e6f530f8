import type { Caller } from "../connection/caller";
import type { LookEnd } from "../connection/sharedLook";
import { boundedWarnings } from "../core/boundedWarnings";
import { DbsError } from "../core/errors";
import type { DownloadTaskDetails } from "../core/listing/task";
import { omitUndefined } from "../core/omitUndefined";
import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict/verdict";
import { interruptibleClock } from "../core/wait/interruptibleClock";
import { type Look, type LookOutcome, type WaitProgress, wait } from "../core/wait/wait";
import { describeDownloadTask } from "./describeDownloadTask";
import { createLookJudge, enoughFor, type JudgedLook, LOOK_TIMEOUT, looksAt, retryingFor } from "./look";
import { retryTask } from "./retryTask";

/**
 * Fraction of its sleep after which a wait takes part in another wait's look, because its own look would follow soon
 * anyway.
 */
const NEARLY = 0.8;

/** Minimum milliseconds allowed for the retry of a task, even past the end of the wait. */
const LAST_RETRY = 5_000;

export interface AwaitOptions {
  signal?: AbortSignal | undefined;
  /** Called after each look. */
  onProgress?: ((progress: WaitProgress) => void) | undefined;
  /** Called once with each warning that does not end the wait, at most 21 times. Default: the caller's log. */
  onWarning?: ((text: string) => void) | undefined;
}

/**
 * Waits until the request's condition holds. Retries failed tasks if the request says so.
 * @returns the verdict that opened the gate
 * @throws DbsError of kind `taskFailed`, `taskNotFound`, `timeout` or `cancelled`; or the error of a look or a retry, if
 *   later ones can't succeed either
 */
export async function awaitTasks(request: GateRequest, caller: Caller, options: AwaitOptions = {}): Promise<Verdict> {
  const { selection, condition, timeout, pollInterval } = request;
  const connection = caller.connect(selection);
  const { clock, log, random } = connection;
  const { onWarning = log.warning, ...waitOptions } = options;
  const looks = looksAt(selection, connection);
  const enough = enoughFor(condition);
  const retrying = retryingFor(request, connection);
  const retries = connection.retries(selection);
  const judgeLook = createLookJudge(request, clock, retrying);
  const named = condition.taskIds && new Set(condition.taskIds);
  const isGiven = ({ taskId }: DownloadTaskDetails) => named?.has(taskId) ?? true;
  const warn = boundedWarnings(onWarning);
  /** Clock time at which the newest look that counts for this wait was requested. Initially the start of the wait. */
  let since = clock.now();

  const judged = (end: LookEnd, elapsed: number): JudgedLook => {
    if (retrying !== undefined) retries.saw(end.tasks.filter(isGiven), end.asked);
    const outcome = judgeLook(end, elapsed);
    for (const warning of outcome.verdict.warnings) warn(warning);
    return outcome;
  };
  /**
   * An answer requested before this wait began may keep it waiting but must never open or fail it: whatever started the
   * wait may have changed the list since.
   */
  const recentLook = (elapsed: number): LookOutcome | undefined => {
    const recent = looks.recent(enough);
    const outcome = recent && judged(recent, elapsed);
    const isWaiting = outcome?.verdict.state === "waiting" && outcome.toRetry.length === 0;
    return isWaiting ? { ...outcome, soon: true } : undefined;
  };
  /** Retries the tasks because of which the wait would fail after a look, and judges the look once more. */
  const retried = async (
    end: LookEnd,
    elapsed: number,
    { over, signal }: { over: number; signal: AbortSignal | undefined },
  ): Promise<LookOutcome> => {
    const { toRetry, ...outcome } = judged(end, elapsed);
    const now = clock.now();
    const deadline = Math.min(now + LOOK_TIMEOUT, Math.max(over, now + LAST_RETRY));
    const options = { deadline, signal, onWarning: warn };
    let retryError: DbsError | undefined;
    for (const { taskId } of toRetry) {
      // Another wait may have retried it in the meantime.
      if (retries.isPending(taskId, end.asked)) continue;
      try {
        await retryTask({ ...selection, taskId }, connection, retries, options);
      } catch (error) {
        if (!DbsError.isInstance(error)) throw error;
        retryError = error;
        break;
      }
    }
    if (toRetry.length === 0) return outcome;
    return { ...judged(end, elapsed), soon: true, ...omitUndefined({ retryError }) };
  };
  let looked = timeout === 0;
  const look: Look = async ({ elapsed, remaining = LOOK_TIMEOUT, signal }) => {
    const recent = looked ? undefined : recentLook(elapsed);
    looked = true;
    if (recent !== undefined) return recent;
    const over = clock.now() + remaining;
    const deadline = Math.min(clock.now() + LOOK_TIMEOUT, over);
    const end = await looks.look({ since, deadline, enough, signal });
    since = end.asked;
    return await retried(end, elapsed, { over, signal });
  };
  // When another wait looks at the same list, this wait wakes up and uses that answer.
  const sleepingClock = interruptibleClock(clock, (until, ms) =>
    looks.next({ since, enough, due: clock.now() + NEARLY * ms, patience: LOOK_TIMEOUT }, until),
  );
  return await wait(look, sleepingClock, random, {
    what: `download tasks of ${selection.instanceName} in ${selection.regionCode}`,
    timeout,
    pollInterval,
    facts: { operation: describeDownloadTask.action, region: selection.regionCode },
    ...waitOptions,
  });
}
