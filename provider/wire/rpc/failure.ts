import type { DbsErrorFacts, DbsErrorKind } from "../../core/errors";

/** The failure of one attempt of a call, and its remedy. Its strings are safe to show. */
export interface Failure {
  kind: Extract<
    DbsErrorKind,
    "arguments" | "credentials" | "denied" | "conflict" | "throttled" | "unavailable" | "timeout" | "protocol"
  >;
  /**
   * What the call does next:
   * - `none`: give up; another attempt would end the same way
   * - `backOff`: try again after a pause
   * - `newNonce`: try again at once
   * - `newSession`: try again with newly fetched credentials, once
   * - `setClock`: try again with the service's time, once
   * - `reconnect`: try again at once on another connection, once
   */
  remedy: "none" | "backOff" | "newNonce" | "newSession" | "setClock" | "reconnect";
  /**
   * Whether the operation may have been carried out:
   * - `notDone`: nothing was sent, or the service refused the request with a code that says why
   * - `open`: the request may have been carried out
   */
  outcome: NonNullable<DbsErrorFacts["outcome"]>;
  /** The answer or the error as a message describes it: `HTTP 503 ServiceUnavailable: …`. */
  saw: string;
  /** Advice for the user. */
  advice: string;
  code?: string;
  httpStatus?: number;
  requestId?: string;
  /** Milliseconds that the service asks the caller to wait. */
  delay?: number;
  /**
   * Whether the failure lasts until a person changes something. If the remedy is `backOff`, only once the retries are
   * used up.
   */
  lasting?: boolean;
  /** Milliseconds by which the service's clock is ahead of this machine's. */
  clockOffset?: number;
}

/** Facts about a call, for the description of its failures. */
export interface CallContext {
  action: string;
  parameters: Readonly<Record<string, string>>;
  region: string;
  /** `host[:port]` of the endpoint. */
  host: string;
  /** Whether the host is in this package's own list of endpoints. If not, its name may be wrong. */
  isHostListed: boolean;
  /** Source of the credentials, for messages. */
  credentials: string;
  /** Whether no message may quote the body of an answer. Default: false */
  secretAnswer?: boolean;
  /** Makes text from the service safe to show. */
  show: (text: string, maxLength?: number) => string;
}
