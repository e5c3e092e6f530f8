import { DbsError } from "../../core/errors";
import type { Log } from "../../core/log";
import { formatDuration } from "../../core/text/formatDuration";
import { type AttemptParts, createAttempt } from "./attempt";
import { callError, cancelledError, requestIdOf } from "./callError";
import type { Failure } from "./failure";
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
 * Calls an operation.
 * @param parse - turns the body of a success into a value; throws for a wrong shape, which is asked for again twice
 * @throws DbsError
 */
export type Call = <T>(
  action: string,
  parameters: Record<string, string>,
  parse: (body: Record<string, unknown>) => T,
  limits: CallLimits,
) => Promise<T>;

/** What calls are made with. */
export interface RpcParts extends AttemptParts {
  /** From 0 up to 1. */
  random: () => number;
  log: Log;
}

/** Makes the calls of one identity to one endpoint: repeats what is worth it, and says in one error what is not. */
export function createRpcClient(parts: RpcParts): Call {
  const { region, clock, random, log } = parts;
  const attempt = createAttempt(parts);

  return async (action, parameters, parse, limits) => {
    refuseBrokenText(action, parameters);
    const { maxRetries, deadline, adjustable = false, signal } = limits;
    const started = clock.now();
    const budget = retryBudget(maxRetries, random);
    const state = { action, region, attempts: 0, elapsed: 0 };
    const countAttempt = () => {
      state.attempts += 1;
    };
    let before: Failure | undefined;
    const giveUp = (failure: Failure, ending?: string) =>
      callError(failure, { ...state, elapsed: clock.now() - started }, { ending, adjustable });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const outcome = await attempt({ action, parameters, parse, limits, onSend: countAttempt });
        if ("value" in outcome) {
          return outcome.value;
        }
        const next = budget.next(outcome);
        if (!next.again) {
          const story = outcome.kind === "timeout" && before !== undefined ? `before that ${before.saw}` : undefined;
          throw giveUp(outcome, story);
        }
        const left = deadline - clock.now();
        if (next.delay >= left) {
          const wait = formatDuration(next.delay);
          throw giveUp(
            outcome,
            `the next attempt is due in ${wait}, and ${formatDuration(Math.max(left, 0))} are left`,
          );
        }
        const counted = next.counted ? `retry ${budget.retries()} of ${maxRetries}` : outcome.remedy;
        const when = next.delay === 0 ? "at once" : `in ${formatDuration(next.delay)}`;
        log.debug(
          `${action} in ${region}: attempt ${state.attempts} failed: ${outcome.saw}${requestIdOf(outcome)}; again ${when} (${counted})`,
        );
        before = outcome;
        if (next.delay > 0) {
          await clock.sleep(next.delay, signal);
        }
      }
    } catch (error) {
      throw signal?.aborted ? cancelledError({ ...state, elapsed: clock.now() - started }, signal.reason) : error;
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
