import { omitUndefined } from "./omitUndefined";

/**
 * The closed list of what can go wrong:
 * - `arguments`: an argument is missing, malformed or contradicts another one, and nothing was sent; or the service refused the values.
 * - `credentials`: no usable credentials, or the service does not accept them.
 * - `denied`: the identity is known and not allowed to do this.
 * - `throttled`: the service asked to slow down, and the retries are used up.
 * - `unavailable`: the service or the way to it failed, and the retries are used up.
 * - `timeout`: the time given for the read or the wait is over.
 * - `cancelled`: the caller's signal, or Ctrl-C, ended the read or the wait.
 * - `protocol`: what answered is not this operation of the service.
 * - `unsettled`: the list did not hold still enough, or the answers contradict the questions: no exact list can be given.
 * - `taskFailed`: a selected task is in a state that fails the gate.
 * - `taskNotFound`: a task named by its id is not listed.
 */
export type DbsErrorKind =
  | "arguments"
  | "credentials"
  | "denied"
  | "throttled"
  | "unavailable"
  | "timeout"
  | "cancelled"
  | "protocol"
  | "unsettled"
  | "taskFailed"
  | "taskNotFound";

/** One problem with one argument. */
export interface ArgumentIssue {
  /** The argument's name, as the caller spells it, for example `pageSize`. */
  property: string;
  /** What is wrong with it, what came, and what is allowed. */
  reason: string;
}

/** What is known about a failure. Absent means unknown. */
export interface DbsErrorFacts {
  /** The service's or the network's code, for example `Throttling.User` or `ECONNRESET`. */
  code?: string | undefined;
  httpStatus?: number | undefined;
  requestId?: string | undefined;
  /** The API operation, for example `DescribeDownloadTask`. */
  operation?: string | undefined;
  region?: string | undefined;
  /** How many requests were sent for the call that failed; of a wait, how often it looked. */
  attempts?: number | undefined;
  /** Milliseconds that the service asked to wait before the next request. */
  retryAfter?: number | undefined;
  /** Milliseconds from the start of the call that failed; of a wait, from its start. */
  elapsed?: number | undefined;
  /**
   * Of a call that must not be repeated blindly: the service surely did not do it (`notDone`), or that can't be told
   * (`open`). Absent for operations that may be repeated.
   */
  outcome?: "notDone" | "open" | undefined;
  /** The sentence of the last verdict of a wait. */
  lastVerdict?: string | undefined;
  /** Kind `arguments`: every problem that was found. */
  issues?: readonly ArgumentIssue[] | undefined;
  /** The error underneath, where there is one. It never holds a secret. */
  cause?: unknown;
}

/**
 * The one error of this package. Its message is one line and begins with the kind in brackets, `[denied] …`, because only
 * the message crosses the border of a Pulumi provider's process.
 * Tell it from others by `DbsError.isInstance`, and its kinds by `kind`.
 */
export class DbsError extends Error {
  override readonly name = "DbsError";
  readonly kind: DbsErrorKind;
  // Absent where unknown, so that an error that is printed whole shows what is known alone.
  declare readonly code?: string;
  declare readonly httpStatus?: number;
  declare readonly requestId?: string;
  declare readonly operation?: string;
  declare readonly region?: string;
  declare readonly attempts?: number;
  declare readonly retryAfter?: number;
  declare readonly elapsed?: number;
  declare readonly outcome?: "notDone" | "open";
  declare readonly lastVerdict?: string;
  declare readonly issues?: readonly ArgumentIssue[];

  /** Tells whether a value is such an error, even one of another copy of this package; `instanceof` does not. */
  static isInstance(value: unknown): value is DbsError {
    return (
      value instanceof Error && value.name === "DbsError" && typeof (value as { kind?: unknown }).kind === "string"
    );
  }

  constructor(kind: DbsErrorKind, message: string, { cause, ...facts }: DbsErrorFacts = {}) {
    super(`[${kind}] ${message}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    Object.assign(this, omitUndefined(facts));
  }
}
