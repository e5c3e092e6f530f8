import { copyError } from "../../core/copyError";
import { DbsError } from "../../core/errors";
import type { Log } from "../../core/log";
import { omitUndefined } from "../../core/omitUndefined";
import { formatDuration } from "../../core/text/formatDuration";
import { withoutStop } from "../../core/text/withoutStop";
import { type AttemptParts, createAttempt } from "./attempt";
import { callError, cancelledError, requestIdOf } from "./callError";
import type { Failure } from "./failure";
import type { Operation } from "./operation";
import { retryBudget } from "./retry";
import type { RetryQuota } from "./retryQuota";

/** The limits of one call. */
export interface CallLimits {
  /** Milliseconds for each exchange, including the time to connect, but not the wait for one of the connections. */
  callTimeoutMs: number;
  /** Maximum retries after failed exchanges. */
  maxRetries: number;
  /** Tokens that the retries of this call share with those of other calls. Default: none, only `maxRetries` counts. */
  quota?: RetryQuota | undefined;
  /** Clock time in milliseconds after which no further attempt is made. */
  deadline: number;
  /**
   * Whether the caller can raise `maxRetries` and `timeout`, so that messages may advise raising them. Default: false.
   */
  adjustable?: boolean;
  /** Ends the call with an error of kind `cancelled`, whose cause is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called just before each attempt is sent. */
  onSend?: () => void;
}

/**
 * Calls an operation. Invalid answers are retried at most twice.
 *
 * A non-idempotent call has one of three outcomes: carried out, certainly not carried out, or unknown (`open`). It is
 * sent again only if it was certainly not carried out, and within the same limits. Its error carries the `outcome`.
 * @throws DbsError
 */
export type Call = <Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  limits: CallLimits,
) => Promise<Output>;

/** The dependencies of a client. */
export interface RpcParts extends AttemptParts {
  /** Returns a random number of at least 0 and less than 1. */
  random: () => number;
  log: Log;
}

const QUOTA_USED_UP = "The calls that share its quota of retries have used it up, because too many of them failed";
const MAY_BE_DONE = "This call may have been carried out anyway, so check before you send it again";

/**
 * Creates the function that makes calls to one endpoint as one identity. It retries the attempts that are worth
 * retrying, and reports a call that finally fails as a single error.
 */
export function createRpcClient(parts: RpcParts): Call {
  const { region, clock, random, log } = parts;
  const attempt = createAttempt(parts);

  return async (operation, input, limits) => {
    const { action, idempotent } = operation;
    const parameters = operation.parameters(input);
    const { maxRetries, quota, deadline, adjustable = false, signal } = limits;
    const started = clock.now();
    const budget = retryBudget(maxRetries, random, quota);
    const state = { action, region, attempts: 0, elapsed: 0 };
    const onSend = () => {
      state.attempts += 1;
      limits.onSend?.();
    };
    let before: Failure | undefined;
    let outcome: Failure["outcome"] = "notDone";
    const giveUp = ({ lasting: _, ...failure }: Failure, ending?: string, lasting?: boolean) => {
      const now = { ...state, elapsed: clock.now() - started };
      return callError({ ...failure, ...omitUndefined({ lasting }) }, now, { ending, adjustable });
    };
    try {
      refuseBrokenText(action, parameters);
      for (;;) {
        signal?.throwIfAborted();
        const result = await attempt({ operation, parameters, limits, onSend });
        if ("value" in result) {
          budget.succeed();
          return result.value;
        }
        outcome = result.outcome;
        // An attempt that the caller ended is not retried, so it takes nothing from the quota.
        signal?.throwIfAborted();
        const story =
          result.kind === "timeout" && before !== undefined
            ? `The previous attempt ended with ${withoutStop(before.saw)}`
            : undefined;
        if (!idempotent && outcome === "open") {
          throw giveUp({ ...result, remedy: "none", advice: MAY_BE_DONE }, story);
        }
        const next = budget.next(result);
        if (!next.again) {
          const isQuota = next.why === "quotaUsedUp";
          throw giveUp(result, isQuota ? QUOTA_USED_UP : story, isQuota ? undefined : result.lasting);
        }
        const left = deadline - clock.now();
        if (next.delay >= left) {
          const wait = formatDuration(next.delay);
          throw giveUp(
            result,
            `The next attempt is due in ${wait}, but only ${formatDuration(Math.max(left, 0))} is left`,
          );
        }
        const counted = next.counted ? `retry ${budget.retries()} of ${maxRetries}` : `${result.remedy}, not counted`;
        const when = next.delay === 0 ? "at once" : `in ${formatDuration(next.delay)}`;
        log.debug(
          `${action} in ${region}: attempt ${state.attempts} failed: ${withoutStop(result.saw)}` +
            `${requestIdOf(result)}. Retrying ${when} (${counted})`,
        );
        before = result;
        if (next.delay > 0) {
          await clock.sleep(next.delay, signal);
        }
      }
    } catch (error) {
      const end = signal?.aborted ? cancelledError({ ...state, elapsed: clock.now() - started }, signal.reason) : error;
      throw !idempotent && DbsError.isInstance(end) ? copyError(end, { outcome }) : end;
    }
  };
}

/**
 * Rejects a parameter that contains half of a surrogate pair. Such a half has no UTF-8 form, so it can be neither
 * signed nor sent.
 */
function refuseBrokenText(action: string, parameters: Record<string, string>): void {
  for (const [property, value] of Object.entries(parameters)) {
    if (/\p{Surrogate}/u.test(value)) {
      const reason = "contains half of a surrogate pair, which is not a character; remove it";
      throw new DbsError("arguments", `${action}: ${property} ${reason}`, { issues: [{ property, reason }] });
    }
  }
}
