import { createAbsences } from "../core/absence";
import { createEstimate } from "../core/estimate";
import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict";
import { type Look, type WaitProgress, wait } from "../core/wait";
import type { Caller } from "./caller";
import { lookOnce } from "./lookOnce";
import { lookQuery } from "./lookQuery";
import { listTopic, OPERATION, type ReadOptions } from "./readTasks";
import { wakeableClock } from "./wakeableClock";

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
  const topic = listTopic(lookQuery(request.selection));
  let lookedAt: number | undefined;
  // One look serves all waits for the same list: who sleeps is woken by another one's answer, and finds it there.
  const clock = wakeableClock(connection.clock, (until) => connection.shared.answered(topic, lookedAt ?? 0, until));
  const look: Look = async (context) => {
    const verdict = lookedAt === undefined ? await firstLook(context) : await nextLook(context, lookedAt);
    for (const warning of verdict.warnings.filter((text) => !said.has(text))) {
      said.add(warning);
      onWarning(warning);
    }
    const left =
      verdict.state === "waiting" && verdict.unlisted !== true ? estimate(verdict.tasks, context.elapsed) : undefined;
    return left === undefined ? verdict : { ...verdict, left };
  };
  const lookWith = (context: Parameters<Look>[0], share: ReadOptions["share"]) =>
    lookOnce(request, connection, { ...context, share, absences });
  const nextLook = (context: Parameters<Look>[0], since: number) => {
    lookedAt = connection.clock.now();
    return lookWith(context, { since });
  };
  /** An answer that is older than the wait may tell it to wait, but nothing else: what led to the wait may have changed the list. */
  const firstLook = async (context: Parameters<Look>[0]): Promise<Verdict> => {
    const started = connection.clock.now();
    lookedAt = started;
    const newer = { since: started, gather: "always" } as const;
    if (context.remaining === undefined) {
      // There is no other look that would see what changed.
      return await lookWith(context, newer);
    }
    let oldest = started;
    const onAsked = (asked: number) => {
      oldest = Math.min(oldest, asked);
    };
    const verdict = await lookWith(context, { recent: true, onAsked });
    if (oldest >= started) {
      return verdict;
    }
    const remaining = context.remaining - (connection.clock.now() - started);
    return verdict.state === "waiting" ? { ...verdict, older: true } : await lookWith({ ...context, remaining }, newer);
  };
  return await wait(look, clock, connection.random, {
    what: `download tasks of ${instanceName} in ${regionCode}`,
    timeout: request.timeout,
    pollInterval: request.pollInterval,
    facts: { operation: OPERATION, region: regionCode },
    ...waitOptions,
  });
}
