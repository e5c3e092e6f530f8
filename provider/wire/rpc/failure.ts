import type { DbsErrorFacts, DbsErrorKind } from "../../core/errors";

/** Why one attempt of a call failed, and what to do next. Its texts are safe to show. */
export interface Failure {
  kind: Extract<
    DbsErrorKind,
    "arguments" | "credentials" | "denied" | "throttled" | "unavailable" | "timeout" | "protocol"
  >;
  /**
   * What to do next:
   * - `none`: give up; another attempt would end the same way
   * - `backOff`: try again after a pause
   * - `newNonce`: try again at once
   * - `newSession`: try again with newly fetched credentials, once
   * - `setClock`: try again with the service's time, once
   * - `reconnect`: try again at once on another connection, once
   */
  remedy: "none" | "backOff" | "newNonce" | "newSession" | "setClock" | "reconnect";
  /**
   * What became of the operation:
   * - `notDone`: nothing was sent, or the service refused the request with an error code
   * - `open`: the request may have been carried out
   */
  outcome: NonNullable<DbsErrorFacts["outcome"]>;
  /** What came back: `HTTP 503 ServiceUnavailable: …`. */
  saw: string;
  /** What the user can do. */
  advice: string;
  code?: string;
  httpStatus?: number;
  requestId?: string;
  /** Milliseconds that the service asks the caller to wait. */
  delay?: number;
  /** Milliseconds by which the service's clock is ahead of this machine's. */
  clockOffset?: number;
}

/** Facts of a call that its failures are described with. */
export interface CallContext {
  action: string;
  /** Whether the operation is idempotent; see `Operation`. */
  idempotent: boolean;
  parameters: Readonly<Record<string, string>>;
  region: string;
  /** Where the credentials came from. */
  credentials: string;
  /** Makes text from the service safe to show. */
  show: (text: string, maxLength?: number) => string;
}
