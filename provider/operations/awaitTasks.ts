import type { Caller } from "../connection/caller";
import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict/verdict";
import { createEstimate } from "../core/wait/estimate";
import { interruptibleClock } from "../core/wait/interruptibleClock";
import { type Look, type WaitProgress, wait } from "../core/wait/wait";
import { describeDownloadTask } from "./describeDownloadTask";
import { createLookJudge, enoughFor, LOOK_TIMEOUT, looksAt } from "./look";

/** A sleeping wait takes part in another's look after this part of its sleep, since its own would follow soon. */
const NEARLY = 0.8;

export interface AwaitOptions {
  signal?: AbortSignal | undefined;
  /** Called after each look. */
  onProgress?: ((progress: WaitProgress) => void) | undefined;
  /** Told once of each thing that a user should know although the wait goes on. Default: the caller's log. */
  onWarning?: ((text: string) => void) | undefined;
}

/**
 * Waits until the request's condition holds.
 * @returns the verdict that opened the gate
 * @throws DbsError of kind `taskFailed`, `taskNotFound`, `timeout`, `cancelled`, or of a look that can't succeed later
 */
export async function awaitTasks(request: GateRequest, caller: Caller, options: AwaitOptions = {}): Promise<Verdict> {
  const { selection, condition, timeout, pollInterval } = request;
  const connection = caller.connect(selection);
  const { clock, log, random } = connection;
  const { onWarning = log.warning, ...waitOptions } = options;
  const looks = looksAt(selection, connection);
  const enough = enoughFor(condition);
  const judgeLook = createLookJudge(condition);
  const estimate = createEstimate(condition);
  const said = new Set<string>();
  /** When the newest look that counts for this wait was asked for; before the first one, when the wait began. */
  let since = clock.now();

  const tell = (verdict: Verdict, elapsed: number): Verdict => {
    for (const warning of verdict.warnings.filter((text) => !said.has(text))) {
      said.add(warning);
      onWarning(warning);
    }
    const isEstimable = verdict.state === "waiting" && verdict.unlisted !== true;
    const left = isEstimable ? estimate(verdict.tasks, elapsed) : undefined;
    return left === undefined ? verdict : { ...verdict, left };
  };
  const look: Look = async ({ elapsed, remaining = LOOK_TIMEOUT, signal }) => {
    const deadline = clock.now() + Math.min(LOOK_TIMEOUT, remaining);
    const end = await looks.look({ since, deadline, enough, signal });
    since = end.asked;
    return tell(judgeLook(end, elapsed), elapsed);
  };
  /**
   * An answer requested before this wait began may keep it waiting but must never open or fail it: whatever started the
   * wait may have changed the list since.
   */
  const recentLook = (elapsed: number): Verdict | undefined => {
    const recent = looks.recent(enough);
    const verdict = recent && judgeLook(recent, elapsed);
    return verdict?.state === "waiting" ? { ...tell(verdict, elapsed), older: true } : undefined;
  };
  let looked = timeout === 0;
  const firstOrNext: Look = async (context) => {
    const verdict = looked ? undefined : recentLook(context.elapsed);
    looked = true;
    return verdict ?? (await look(context));
  };
  // A look of another wait at the same list wakes this one, which then takes its answer.
  const sleepingClock = interruptibleClock(clock, (until, ms) =>
    looks.next({ since, enough, due: clock.now() + NEARLY * ms, patience: LOOK_TIMEOUT }, until),
  );
  return await wait(firstOrNext, sleepingClock, random, {
    what: `download tasks of ${selection.instanceName} in ${selection.regionCode}`,
    timeout,
    pollInterval,
    facts: { operation: describeDownloadTask.action, region: selection.regionCode },
    ...waitOptions,
  });
}
