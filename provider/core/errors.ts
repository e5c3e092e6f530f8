import { defined } from "./defined";

/** The closed list of what can go wrong. Test `error.kind`, not the class: two copies of this package may be loaded. */
const ERROR_KINDS = [
  /** An argument is missing, malformed or contradicts another one. Nothing was sent, or the service refused the values. */
  "arguments",
  /** No usable credentials, or the service does not accept them. */
  "credentials",
  /** The identity is known and not allowed to do this. */
  "denied",
  /** The service asked to slow down, and the retries are used up. */
  "throttled",
  /** The service or the way to it failed, and the retries are used up. */
  "unavailable",
  /** The time given for the read or the wait is over. */
  "timeout",
  /** The caller's signal, or Ctrl-C, ended the read or the wait. */
  "cancelled",
  /** The service answered something that is no answer of this operation. */
  "protocol",
  /** The list did not hold still enough, or the answers contradict the questions: no exact list can be given. */
  "unsettled",
  /** A selected task is in a state that fails the gate. */
  "taskFailed",
  /** A task named by its id is not listed. */
  "taskNotFound",
] as const;

export type DbsErrorKind = (typeof ERROR_KINDS)[number];

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
  /** Milliseconds from the start of the read or the wait. */
  elapsed?: number | undefined;
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
  declare readonly lastVerdict?: string;
  declare readonly issues?: readonly ArgumentIssue[];

  constructor(kind: DbsErrorKind, message: string, { cause, ...facts }: DbsErrorFacts = {}) {
    super(`[${kind}] ${message}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    Object.assign(this, defined(facts));
  }
}
