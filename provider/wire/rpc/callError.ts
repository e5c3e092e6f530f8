import { DbsError } from "../../core/errors";
import { formatDuration } from "../../core/text/formatDuration";
import { withoutStop } from "../../core/text/withoutStop";
import type { Failure } from "./failure";

/** The state of a call when it ends. */
export interface CallState {
  action: string;
  region: string;
  /** Number of requests sent. */
  attempts: number;
  /** Milliseconds since the call began. */
  elapsed: number;
}

/**
 * Returns the error of a call that is given up. It says what was asked, what came back and what to do.
 * @param how.ending - a sentence that says why there is no further attempt, if the failure does not make that plain
 * @param how.adjustable - whether the caller can raise `maxRetries` and `timeout`. Default: false
 */
export function callError(
  failure: Failure,
  state: CallState,
  { ending, adjustable = false }: { ending?: string | undefined; adjustable?: boolean } = {},
): DbsError {
  const { action, region, attempts, elapsed } = state;
  const { kind, saw, advice, code, httpStatus, requestId, lasting } = failure;
  const tries = attempts > 1 ? `, after ${attempts} attempts in ${formatDuration(elapsed)}` : "";
  const end = ending === undefined ? "" : ` ${ending}.`;
  const limit = adjustable ? limitOf(failure) : "";
  return new DbsError(
    kind,
    `${action} in ${region}: ${withoutStop(saw)}${requestIdOf(failure)}${tries}.${end} ${advice}${limit}`,
    {
      code,
      httpStatus,
      requestId,
      operation: action,
      region,
      attempts,
      retryAfter: failure.delay,
      lasting,
      elapsed,
    },
  );
}

/**
 * Returns the end of the advice, which names the arguments that would have given the call more time or more retries.
 */
function limitOf({ kind, remedy }: Failure): string {
  if (kind === "timeout") {
    return ", or raise timeout";
  }
  return remedy === "backOff" && kind !== "protocol" ? ", or raise maxRetries or timeout" : "";
}

/** Returns the request id in the form in which messages show it. */
export function requestIdOf({ requestId }: Failure): string {
  return requestId === undefined ? "" : ` (request id ${requestId})`;
}

/** Returns the error of a call that its caller cancelled. */
export function cancelledError({ action, region, attempts, elapsed }: CallState, reason: unknown): DbsError {
  return new DbsError("cancelled", `${action} in ${region}: cancelled after ${formatDuration(elapsed)}`, {
    operation: action,
    region,
    attempts,
    elapsed,
    cause: reason,
  });
}
