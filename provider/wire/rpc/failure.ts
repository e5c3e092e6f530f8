import type { DbsErrorFacts, DbsErrorKind } from "../../core/errors";

/** Why one attempt of a call failed, and what that asks for. Its texts are fit to be shown. */
export interface Failure {
  kind: Extract<
    DbsErrorKind,
    "arguments" | "credentials" | "denied" | "throttled" | "unavailable" | "timeout" | "protocol"
  >;
  /**
   * `none`: the same again would end the same; `backOff`: again after a pause; `newNonce`: again at once;
   * `newSession`: with credentials asked for anew, once; `setClock`: with the service's time, once;
   * `reconnect`: at once on another connection, once
   */
  remedy: "none" | "backOff" | "newNonce" | "newSession" | "setClock" | "reconnect";
  /**
   * `notDone`: nothing was sent, or the service refused the request with a code of its own; `open`: the request may have
   * been carried out
   */
  outcome: NonNullable<DbsErrorFacts["outcome"]>;
  /** What came: `HTTP 503 ServiceUnavailable: …`. */
  saw: string;
  /** What the user can do. */
  advice: string;
  code?: string;
  httpStatus?: number;
  requestId?: string;
  /** Milliseconds that the service asks to wait. */
  delay?: number;
  /** How many milliseconds the service's clock is ahead of this machine's. */
  clockOffset?: number;
}

/** What a failure is told with. */
export interface CallContext {
  action: string;
  /** The operation's: see `Operation`. */
  idempotent: boolean;
  parameters: Readonly<Record<string, string>>;
  region: string;
  /** Where the credentials came from. */
  credentials: string;
  /** Cleans text of the service. */
  show: (text: string, maxLength?: number) => string;
}
