import type { Caller } from "../connection/caller";
import type { GateRequest } from "../core/query";
import { createAbsences } from "../core/verdict/absences";
import type { Verdict } from "../core/verdict/verdict";
import { createEstimate } from "../core/wait/estimate";
import { interruptibleClock } from "../core/wait/interruptibleClock";
import { type Look, type WaitProgress, wait } from "../core/wait/wait";
import { describeDownloadTask } from "./describeDownloadTask";
import { lookOnce, lookQuery } from "./look";
import { listTopic, type ReadOptions } from "./readTasks";

/** Who looks at several pages is woken by one who looks at fewer only after so much of the sleep: the other pages are not shared. */
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
  const connection = caller.connect(request.selection);
  const { onWarning = connection.log.warning, ...waitOptions } = options;
  const { regionCode, instanceName } = request.selection;
  const said = new Set<string>();
  const estimate = createEstimate(request.condition);
  const absences = createAbsences();
  const query = lookQuery(request.selection);
  const topic = listTopic(query);
  const { maxRetries, callTimeout, timeout: time } = query;
  /** Of the last look: when it asked for its newest page, and how many it took; what was asked by then is no news. */
  let known: { since: number; depth: number } | undefined;
  // One look serves all waits for the same list: who sleeps is woken by another one's answer, and finds it there.
  const clock = interruptibleClock(connection.clock, (until, ms) => {
    const anyDepthFrom = connection.clock.now() + NEARLY * ms;
    const limits = { maxRetries, callTimeout, time };
    return connection.shared.answered(topic, { since: 0, ...known, ...limits, anyDepthFrom }, until);
  });
  const look: Look = async (context) => {
    const verdict = known === undefined ? await firstLook(context) : await lookWith(context, known);
    for (const warning of verdict.warnings.filter((text) => !said.has(text))) {
      said.add(warning);
      onWarning(warning);
    }
    const left =
      verdict.state === "waiting" && verdict.unlisted !== true ? estimate(verdict.tasks, context.elapsed) : undefined;
    return left === undefined ? verdict : { ...verdict, left };
  };
  const lookWith = async (context: Parameters<Look>[0], share: ReadOptions["share"]) => {
    let { since } = known ?? { since: connection.clock.now() };
    let depth = 0;
    const onAsked = (asked: number) => {
      since = Math.max(since, asked);
      depth += 1;
      known = { since, depth };
      share?.onAsked?.(asked);
    };
    return await lookOnce(request, connection, { ...context, share: { ...share, onAsked }, absences });
  };
  /** What others asked before the wait may tell it to wait, but nothing else: what led to the wait may have changed the list. */
  const firstLook = async (context: Parameters<Look>[0]): Promise<Verdict> => {
    const started = connection.clock.now();
    known = { since: started, depth: 1 };
    const lookAnew = async () => {
      const spent = connection.clock.now() - started;
      const remaining = context.remaining === undefined ? {} : { remaining: context.remaining - spent };
      return await lookWith({ ...context, ...remaining }, { since: started, gather: "always" });
    };
    if (context.remaining === undefined) {
      // There is no other look that would see what changed.
      return await lookAnew();
    }
    let oldest = started;
    const onAsked = (asked: number) => {
      oldest = Math.min(oldest, asked);
    };
    try {
      const verdict = await lookWith(context, { recent: true, onAsked });
      if (oldest >= started) return verdict;
      if (verdict.state === "waiting") return { ...verdict, older: true };
    } catch (error) {
      if (oldest >= started || context.signal?.aborted) throw error;
    }
    return await lookAnew();
  };
  return await wait(look, clock, connection.random, {
    what: `download tasks of ${instanceName} in ${regionCode}`,
    timeout: request.timeout,
    pollInterval: request.pollInterval,
    facts: { operation: describeDownloadTask.action, region: regionCode },
    ...waitOptions,
  });
}
