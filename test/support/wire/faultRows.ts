import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { type ScriptedAnswer, type Step, SUCCESS } from "./scriptedService";

/** What the other side does, and what is to become of it. */
export interface FaultRow {
  name: string;
  step: Step;
  /** What a call that ends here ends with; a value where it is absent. */
  kind?: string;
  /** `retry`: after a back-off, out of the budget; `twice`: so, twice; `once`: at once, once, out of no budget. */
  again?: "end" | "retry" | "twice" | "atOnce" | "once" | "onceThenRetry";
  /** Milliseconds that the service asks to wait. */
  delay?: number;
  stalls?: boolean;
}

/** Answers quote what was sent, as services do, the secret parts first since long answers are cut. */
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

/** The rows of the behaviour table, each in some of its forms. */
export const FAULT_ROWS: readonly FaultRow[] = [
  { name: "success", step: SUCCESS },
  { name: "throttled", step: refusing(400, "Throttling.User"), ...throttled },
  { name: "429", step: { status: 429, body: "" }, ...throttled },
  { name: "told to wait", step: refusing(403, "X", { "x-acs-retry-after": "700" }), ...throttled, delay: 700 },
  { name: "a hint that is no number", step: refusing(503, "X", { "x-acs-retry-after": "9e5" }), ...unavailable },
  {
    name: "told to wait by the older header",
    step: refusing(400, "Throttling", { "x-ratelimit-user": "Limit:1,Remain:0,TimeLeft:90000" }),
    ...throttled,
    delay: 60_000,
  },
  { name: "500", step: refusing(500, "InternalError"), ...unavailable },
  { name: "502 with HTML", step: page(502), ...unavailable },
  { name: "503", step: refusing(503, "ServiceUnavailable"), ...unavailable },
  { name: "504 without a body", step: { status: 504, body: "" }, ...unavailable },
  { name: "reset", step: lost("ECONNRESET"), ...unavailable },
  { name: "refused", step: lost("ECONNREFUSED"), ...unavailable },
  { name: "no name", step: lost("ENOTFOUND"), ...unavailable },
  { name: "truncated", step: lost("TRUNCATED"), ...unavailable },
  { name: "stalled", step: "stall", ...unavailable, stalls: true },
  { name: "reset at rest", step: lost("ECONNRESET", true), kind: "unavailable", again: "onceThenRetry" },
  { name: "HTML", step: page(200), ...protocol },
  { name: "nothing", step: { body: "" }, ...protocol },
  { name: "null", step: { body: "null" }, ...protocol },
  { name: "truncated JSON", step: { body: '{"Success":' }, ...protocol },
  { name: "wrong shape", step: { body: { Success: "true" } }, ...protocol },
  { name: "no Success", step: { body: { Data: "done" } }, ...protocol },
  { name: "internal error", step: unsuccessful("DBS.InternalError"), ...unavailable },
  { name: "internal error, throttled", step: unsuccessful("Throttling.Api"), ...throttled },
  {
    name: "missing",
    step: unsuccessful("DBS.InternalError", "instanceName can not be empty "),
    kind: "arguments",
    ...end,
  },
  { name: "refused arguments", step: refusing(400, "InvalidParameter"), kind: "arguments", ...end },
  { name: "denied", step: refusing(403, "NoPermission"), kind: "denied", ...end },
  { name: "bad key", step: refusing(404, "InvalidAccessKeyId.NotFound"), kind: "credentials", ...end },
  { name: "bad signature", step: refusing(400, "SignatureDoesNotMatch"), kind: "credentials", ...end },
  { name: "session over", step: refusing(400, "InvalidSecurityToken.Expired"), kind: "credentials", again: "once" },
  {
    name: "clock off",
    step: refusing(400, "InvalidTimeStamp.Expired", { date: "Thu, 01 Jan 2026 02:00:00 GMT" }),
    kind: "credentials",
    again: "once",
  },
  { name: "nonce used", step: refusing(400, "SignatureNonceUsed"), kind: "unavailable", again: "atOnce" },
];
