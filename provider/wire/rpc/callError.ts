import { DbsError } from "../../core/errors";
import { formatDuration } from "../../core/text/formatDuration";
import type { Failure } from "./failure";

/** Where a call stands when it ends. */
export interface CallState {
  action: string;
  region: string;
  /** Requests sent. */
  attempts: number;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/**
 * The error of a call that is given up: what was asked, what came, what to do.
 * @param how.ending - why there is no further attempt, where that is not plain from the failure
 * @param how.adjustable - whether the one who asks can raise `maxRetries` and `timeout`
 */
export function callError(
  failure: Failure,
  state: CallState,
  { ending, adjustable = false }: { ending?: string | undefined; adjustable?: boolean } = {},
): DbsError {
  const { action, region, attempts, elapsed } = state;
  const { kind, saw, advice, code, httpStatus, requestId } = failure;
  const tries = attempts > 1 ? `; ${attempts} attempts in ${formatDuration(elapsed)}` : "";
  const end = ending === undefined ? "" : `; ${ending}`;
  return new DbsError(
    kind,
    `${action} in ${region}: ${saw}${requestIdOf(failure)}${tries}${end}; ${advice}${adjustable ? limitOf(failure) : ""}`,
    {
      code,
      httpStatus,
      requestId,
      operation: action,
      region,
      attempts,
      retryAfter: failure.delay,
      elapsed,
    },
  );
}

/** Which arguments would have given a call more room, as its advice goes on. */
function limitOf({ kind, remedy }: Failure): string {
  if (kind === "timeout") {
    return ", or raise timeout";
  }
  return remedy === "backOff" && kind !== "protocol" ? ", or raise maxRetries or timeout" : "";
}

/** The request id as a message carries it. */
export function requestIdOf({ requestId }: Failure): string {
  return requestId === undefined ? "" : ` (request id ${requestId})`;
}

/** The same error with the outcome of its call. A copy, since calls that wait for the same credentials share their error. */
export function withOutcome({ kind, message, cause, ...facts }: DbsError, outcome: Failure["outcome"]): DbsError {
  return new DbsError(kind, message.replace(/^\[\w+\] /, ""), { ...facts, cause, outcome });
}

/** The error of a call that was ended by its caller. */
export function cancelledError({ action, region, attempts, elapsed }: CallState, reason: unknown): DbsError {
  return new DbsError("cancelled", `${action} in ${region}: cancelled after ${formatDuration(elapsed)}`, {
    operation: action,
    region,
    attempts,
    elapsed,
    cause: reason,
  });
}
