import { DbsError } from "../../core/errors";
import type { Log } from "../../core/log";
import { formatDuration } from "../../core/text/formatDuration";
import { type AttemptParts, createAttempt } from "./attempt";
import { callError, cancelledError, requestIdOf, withOutcome } from "./callError";
import type { Failure } from "./failure";
import type { Operation } from "./operation";
import { retryBudget } from "./retry";

/** How far a call may go. */
export interface CallLimits {
  /** For each exchange, connecting included, milliseconds. */
  callTimeoutMs: number;
  /** How often a failed exchange may be repeated. */
  maxRetries: number;
  /** Clock time in milliseconds after which nothing more is tried. */
  deadline: number;
  /** `maxRetries` and `timeout` are arguments of whoever asks, so a message may advise to raise them. Default: no. */
  adjustable?: boolean;
  /** Ends the call: with kind `cancelled`, the signal's reason as its cause. */
  signal?: AbortSignal | undefined;
}

/**
 * Calls an operation. An answer of a wrong shape is asked for again twice.
 * A call that is not idempotent has one of three outcomes: it is done, it is surely not done, or that is open. It is sent
 * again only while it is surely not done, within the same limits. Its error tells the `outcome`.
 * @throws DbsError
 */
export type Call = <Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  limits: CallLimits,
) => Promise<Output>;

/** What calls are made with. */
export interface RpcParts extends AttemptParts {
  /** From 0 up to 1. */
  random: () => number;
  log: Log;
}

const MAY_BE_DONE = "it may have been done all the same, so check that before you send it again";

/** Makes the calls of one identity to one endpoint: repeats what is worth it, and says in one error what is not. */
export function createRpcClient(parts: RpcParts): Call {
  const { region, clock, random, log } = parts;
  const attempt = createAttempt(parts);

  return async (operation, input, limits) => {
    const { action, idempotent } = operation;
    const parameters = operation.parameters(input);
    const { maxRetries, deadline, adjustable = false, signal } = limits;
    const started = clock.now();
    const budget = retryBudget(maxRetries, random);
    const state = { action, region, attempts: 0, elapsed: 0 };
    const countAttempt = () => {
      state.attempts += 1;
    };
    let before: Failure | undefined;
    let outcome: Failure["outcome"] = "notDone";
    const giveUp = (failure: Failure, ending?: string) =>
      callError(failure, { ...state, elapsed: clock.now() - started }, { ending, adjustable });
    try {
      refuseBrokenText(action, parameters);
      for (;;) {
        signal?.throwIfAborted();
        const result = await attempt({ operation, parameters, limits, onSend: countAttempt });
        if ("value" in result) {
          return result.value;
        }
        outcome = result.outcome;
        const story = result.kind === "timeout" && before !== undefined ? `before that ${before.saw}` : undefined;
        if (!idempotent && outcome === "open") {
          throw giveUp({ ...result, remedy: "none", advice: MAY_BE_DONE }, story);
        }
        const next = budget.next(result);
        if (!next.again) {
          throw giveUp(result, story);
        }
        const left = deadline - clock.now();
        if (next.delay >= left) {
          const wait = formatDuration(next.delay);
          throw giveUp(result, `the next attempt is due in ${wait}, and ${formatDuration(Math.max(left, 0))} are left`);
        }
        const counted = next.counted ? `retry ${budget.retries()} of ${maxRetries}` : result.remedy;
        const when = next.delay === 0 ? "at once" : `in ${formatDuration(next.delay)}`;
        log.debug(
          `${action} in ${region}: attempt ${state.attempts} failed: ${result.saw}${requestIdOf(result)}; again ${when} (${counted})`,
        );
        before = result;
        if (next.delay > 0) {
          await clock.sleep(next.delay, signal);
        }
      }
    } catch (error) {
      const end = signal?.aborted ? cancelledError({ ...state, elapsed: clock.now() - started }, signal.reason) : error;
      throw !idempotent && DbsError.isInstance(end) ? withOutcome(end, outcome) : end;
    }
  };
}

/** Half of a surrogate pair has no UTF-8 form: it could be neither signed nor sent. */
function refuseBrokenText(action: string, parameters: Record<string, string>): void {
  for (const [property, value] of Object.entries(parameters)) {
    if (/\p{Surrogate}/u.test(value)) {
      const reason = "holds half of a surrogate pair, which is no character";
      throw new DbsError("arguments", `${action}: ${property} ${reason}`, { issues: [{ property, reason }] });
    }
  }
}
