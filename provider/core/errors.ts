import { omitUndefined } from "./omitUndefined";

/**
 * The complete list of error kinds:
 * - `arguments`: an argument is missing, is malformed or contradicts another one, and nothing was sent; or the service
 *   rejected a value.
 * - `credentials`: there are no usable credentials, or the service does not accept them.
 * - `denied`: the identity is known but is not allowed to do this.
 * - `conflict`: another task is in the way, so that nothing was started; or a task is not in the state that the call
 *   needs.
 * - `throttled`: the service asked the client to slow down, and the retries are used up.
 * - `unavailable`: the service or the connection to it failed, and the retries are used up.
 * - `timeout`: the time allowed for the read or the wait is over.
 * - `cancelled`: the caller's signal, or Ctrl-C, ended the read or the wait.
 * - `protocol`: the response is not a valid answer from this operation of the service.
 * - `unsettled`: the list changed too much while it was read, or the answers contradict the requests, so no exact list
 *   can be given; or an export may have been started, and it can't be told; or it was started and could not be recorded.
 * - `taskFailed`: a selected task is in a state that fails the gate.
 * - `taskNotFound`: a task that was named by its id is not listed.
 */
export type DbsErrorKind =
  | "arguments"
  | "credentials"
  | "denied"
  | "conflict"
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
  /** Name of the argument as the caller spells it, for example `pageSize`. */
  property: string;
  /** Explanation of the problem: the value that was given, and what is allowed. */
  reason: string;
}

/** Details of a failure. An absent field is unknown. */
export interface DbsErrorFacts {
  /** Error code of the service or the network, for example `Throttling.User` or `ECONNRESET`. */
  code?: string | undefined;
  httpStatus?: number | undefined;
  requestId?: string | undefined;
  /** Name of the API operation, for example `DescribeDownloadTask`. */
  operation?: string | undefined;
  region?: string | undefined;
  /** Number of requests sent for the call that failed. For a wait, the number of looks. */
  attempts?: number | undefined;
  /** Milliseconds that the service asked the client to wait before the next request. */
  retryAfter?: number | undefined;
  /**
   * Whether the failure lasts until a person changes something, such as a proxy variable or a certificate. Such an
   * error ends a wait, whatever its kind. Absent if that is not known.
   */
  lasting?: boolean | undefined;
  /**
   * Milliseconds from the start of the failed call to the error. For a wait, milliseconds from the start of the wait.
   */
  elapsed?: number | undefined;
  /**
   * Outcome of a call that must not be repeated blindly. Either the service certainly did not carry it out
   * (`notDone`), or it may have (`open`). Absent for operations that are safe to repeat.
   */
  outcome?: "notDone" | "open" | undefined;
  /**
   * Id of the task that is in the way (`conflict`), that failed (`taskFailed`), or that was started or retried although
   * nothing records it (`cancelled`, `unsettled`).
   */
  taskId?: string | undefined;
  /** The sentence that describes the last verdict of a wait. */
  lastVerdict?: string | undefined;
  /** Every problem that was found, for kind `arguments`. */
  issues?: readonly ArgumentIssue[] | undefined;
  /** Underlying error, if there is one. It never contains a secret. */
  cause?: unknown;
}

/**
 * The only error class of this package. Its message is one line that begins with the kind in brackets, `[denied] …`,
 * because the message is all that leaves the process of a Pulumi provider. Its stack holds the message first, then only
 * frames of the program that called this package. Recognize it with `DbsError.isInstance`, and tell the kinds apart by
 * `kind`.
 */
export class DbsError extends Error {
  override readonly name = "DbsError";
  readonly kind: DbsErrorKind;
  // Unknown facts are absent.
  declare readonly code?: string;
  declare readonly httpStatus?: number;
  declare readonly requestId?: string;
  declare readonly operation?: string;
  declare readonly region?: string;
  declare readonly attempts?: number;
  declare readonly retryAfter?: number;
  declare readonly lasting?: boolean;
  declare readonly elapsed?: number;
  declare readonly outcome?: "notDone" | "open";
  declare readonly taskId?: string;
  declare readonly lastVerdict?: string;
  declare readonly issues?: readonly ArgumentIssue[];

  /**
   * Tells whether a value is a DbsError. Unlike `instanceof`, it also accepts one from another copy of this package.
   */
  static isInstance(value: unknown): value is DbsError {
    return (
      value instanceof Error && value.name === "DbsError" && typeof (value as { kind?: unknown }).kind === "string"
    );
  }

  constructor(kind: DbsErrorKind, message: string, { cause, ...facts }: DbsErrorFacts = {}) {
    super(`[${kind}] ${message}`, cause === undefined ? undefined : { cause });
    // The frames of this package help nobody. The public functions add those of their caller.
    this.stack = `DbsError: ${this.message}`;
    this.kind = kind;
    Object.assign(this, omitUndefined(facts));
  }

  /**
   * Returns the stack when Node.js prints the error. The message holds all facts. Without this, Node.js would print the
   * cause too, and colouring its frames can take minutes if they lie in packages with a scope (seen with Node.js
   * 20.20).
   */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.stack ?? this.message;
  }
}
