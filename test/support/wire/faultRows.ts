import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { type ScriptedAnswer, type Step, SUCCESS } from "./scriptedService";

/** How the service responds to a request, and how the client must react. */
export interface FaultRow {
  name: string;
  step: Step;
  /** Kind of the error with which the call ends after its last attempt. Absent if the call returns a value. */
  kind?: string;
  /**
   * How the call is sent again.
   * - `end`: not at all
   * - `retry`: after a back-off, as long as the budget lasts
   * - `twice`: after a back-off, at most twice
   * - `atOnce`: without a back-off, as long as the budget lasts
   * - `once`: without a back-off, only one time, without using up a retry
   * - `onceThenRetry`: like `once`, then like `retry`
   */
  again?: "end" | "retry" | "twice" | "atOnce" | "once" | "onceThenRetry";
  /** Milliseconds that the service asks the client to wait. */
  delay?: number;
  /** Whether each attempt ends only at its time-out. */
  stalls?: boolean;
}

/**
 * Makes an answer that quotes the request, as services do. The secrets come first, because long answers are cut off.
 */
const quoting =
  (answer: (quote: string) => ScriptedAnswer): Step =>
  ({ headers, query }) => {
    const signature = headers.authorization?.slice(-64);
    const secrets = `${new URLSearchParams(query)} ${signature} ${headers["x-acs-security-token"]}`;
    return answer(`${secrets}\r\n\u001b[31m${JSON.stringify(headers)}`);
  };

const refusing = (status: number, Code: string, headers: Record<string, string> = {}) =>
  quoting((Message) => ({ status, headers, body: { RequestId: "r-1", Code, Message } }));
const unsuccessful = (ErrCode: string, prefix = "") =>
  quoting((quote) => ({ body: { RequestId: "r-1", Success: "False", ErrCode, ErrMessage: `${prefix}${quote}` } }));
const page = (status: number) =>
  quoting((quote) => ({ status, headers: { "content-type": "text/html" }, body: quote }));
const lost = (code: string, reused = false) => new TransportFailure(code, "lost", { reusedSocket: reused });

const throttled = { kind: "throttled", again: "retry" } as const;
const unavailable = { kind: "unavailable", again: "retry" } as const;
const protocol = { kind: "protocol", again: "twice" } as const;
const end = { again: "end" } as const;

/** The table of faults, with one or more variants of each. */
export const FAULT_ROWS: readonly FaultRow[] = [
  { name: "a success", step: SUCCESS },
  { name: "throttling", step: refusing(400, "Throttling.User"), ...throttled },
  { name: "HTTP 429", step: { status: 429, body: "" }, ...throttled },
  { name: "a retry delay", step: refusing(403, "X", { "x-acs-retry-after": "700" }), ...throttled, delay: 700 },
  {
    name: "a retry delay that is not a plain number",
    step: refusing(503, "X", { "x-acs-retry-after": "9e5" }),
    ...unavailable,
  },
  {
    name: "a retry delay in the older header",
    step: refusing(400, "Throttling", { "x-ratelimit-user": "Limit:1,Remain:0,TimeLeft:90000" }),
    ...throttled,
    delay: 60_000,
  },
  { name: "HTTP 500", step: refusing(500, "InternalError"), ...unavailable },
  { name: "HTTP 502 with HTML", step: page(502), ...unavailable },
  { name: "HTTP 503", step: refusing(503, "ServiceUnavailable"), ...unavailable },
  { name: "HTTP 504 without a body", step: { status: 504, body: "" }, ...unavailable },
  { name: "a connection that was reset", step: lost("ECONNRESET"), ...unavailable },
  { name: "a connection that was refused", step: lost("ECONNREFUSED"), ...unavailable },
  { name: "a host name that was not found", step: lost("ENOTFOUND"), ...unavailable },
  { name: "a truncated answer", step: lost("TRUNCATED"), ...unavailable },
  { name: "a stalled answer", step: "stall", ...unavailable, stalls: true },
  {
    name: "a reset of a kept-alive connection",
    step: lost("ECONNRESET", true),
    kind: "unavailable",
    again: "onceThenRetry",
  },
  { name: "HTTP 200 with HTML", step: page(200), ...protocol },
  { name: "an empty answer", step: { body: "" }, ...protocol },
  { name: "a null answer", step: { body: "null" }, ...protocol },
  { name: "truncated JSON", step: { body: '{"Success":' }, ...protocol },
  { name: "a success of the wrong shape", step: { body: { Success: "true" } }, ...protocol },
  { name: "an answer without Success", step: { body: { Data: "done" } }, ...protocol },
  { name: "an internal error with HTTP 200", step: unsuccessful("DBS.InternalError"), ...unavailable },
  { name: "throttling with HTTP 200", step: unsuccessful("Throttling.Api"), ...throttled },
  {
    name: "a missing argument",
    step: unsuccessful("DBS.InternalError", "instanceName can not be empty "),
    kind: "arguments",
    ...end,
  },
  { name: "an invalid argument", step: refusing(400, "InvalidParameter"), kind: "arguments", ...end },
  { name: "a missing permission", step: refusing(403, "NoPermission"), kind: "denied", ...end },
  {
    name: "a missing permission with a retry delay",
    step: refusing(403, "NoPermission", { "x-acs-retry-after": "700" }),
    kind: "denied",
    ...end,
  },
  { name: "an unknown key", step: refusing(404, "InvalidAccessKeyId.NotFound"), kind: "credentials", ...end },
  { name: "a wrong signature", step: refusing(400, "SignatureDoesNotMatch"), kind: "credentials", ...end },
  {
    name: "an expired session",
    step: refusing(400, "InvalidSecurityToken.Expired"),
    kind: "credentials",
    again: "once",
  },
  {
    name: "a clock that is off",
    step: refusing(400, "InvalidTimeStamp.Expired", { date: "Thu, 01 Jan 2026 02:00:00 GMT" }),
    kind: "credentials",
    again: "once",
  },
  {
    name: "a nonce that was used before",
    step: refusing(400, "SignatureNonceUsed"),
    kind: "unavailable",
    again: "atOnce",
  },
];
