import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { refused, type Step, unsuccessful } from "./scriptedService";

const html = (status: number): Step => ({ status, headers: { "content-type": "text/html" }, body: "<html>" });
const lost = (code: string, facts = {}) => new TransportFailure(code, "lost", facts);
const unsent = { unsent: true };
const OFF_BY_AN_HOUR = { date: "Thu, 01 Jan 2026 01:00:00 GMT" };

type Rows = Readonly<Record<string, Step>>;

/** Answers after which the service may or may not have carried out a non-idempotent call. */
export const OPEN: Rows = {
  "a reset once the request was sent": lost("ECONNRESET"),
  "a reset of a connection that had already served a call": lost("ECONNRESET", { reusedSocket: true }),
  "an answer that is cut off": lost("TRUNCATED"),
  "an answer that can't be unpacked": lost("Z_BUF_ERROR"),
  "a stalled answer": "stall",
  "503 with a code": refused(503, "ServiceUnavailable"),
  "503 with a throttling code": refused(503, "Rejected.Throttling"),
  "503 with a retry delay": { status: 503, headers: { "x-acs-retry-after": "700" }, body: { Code: "X" } },
  "502 with HTML": html(502),
  "504 without a body": { status: 504, body: "" },
  "408 with a code": refused(408, "RequestTimeout"),
  "500 InternalError": refused(500, "InternalError"),
  "400 InternalError": refused(400, "InternalError"),
  "DBS.InternalError with HTTP 200": unsuccessful("DBS.InternalError"),
  "SystemError with HTTP 200": unsuccessful("SystemError"),
  "InternalServerError with HTTP 200": unsuccessful("InternalServerError"),
  "DBS.Timeout with HTTP 200": unsuccessful("DBS.Timeout"),
  "an unknown code with HTTP 200": unsuccessful("DBS.SomethingNew"),
  "400 SystemError": refused(400, "SystemError"),
  "400 Backend.RequestTimeout": refused(400, "Backend.RequestTimeout"),
  "DBS.InternalError that names a missing argument": unsuccessful("DBS.InternalError", "taskId can not be empty"),
  "403 with HTML": html(403),
  "403 with JSON that has no code": { status: 403, body: { message: "blocked" } },
  "429 without a body": { status: 429, body: "" },
  "401 with HTML": html(401),
  "a redirect": { status: 302, headers: { location: "/" }, body: "" },
  "HTML with HTTP 200": html(200),
  "no body with HTTP 200": { body: "" },
  "JSON that does not say whether the call succeeded": { body: { Data: "done" } },
  "a failure without a code": { body: { Success: "false", Message: "no" } },
  "a success of the wrong shape": { body: { Success: "true", Data: 1 } },
  SignatureNonceUsed: refused(400, "SignatureNonceUsed"),
};

/** Answers after which the call was certainly not carried out and may succeed when it is sent again. */
export const AGAIN: Rows = {
  "a connection that was refused": lost("ECONNREFUSED", unsent),
  "a host name that was not found": lost("ENOTFOUND", unsent),
  "a reset before the request was sent": lost("ECONNRESET", unsent),
  "a proxy that did not open a tunnel": lost("PROXY_FAILED", { ...unsent, proxy: "HTTPS_PROXY" }),
  "a connection that was not made in time": lost("TIMEOUT", unsent),
  "400 Throttling.User": refused(400, "Throttling.User"),
  "429 with a code": refused(429, "TooMany"),
  "Throttling.Api with HTTP 200": unsuccessful("Throttling.Api"),
  "403 with a code and a retry delay": { status: 403, headers: { "x-acs-retry-after": "700" }, body: { Code: "X" } },
};

/** Like `AGAIN`, but each of these causes only one more attempt. */
export const ONCE_MORE: Rows = {
  "an expired session": refused(400, "InvalidSecurityToken.Expired"),
  "a clock that is off": { ...refused(400, "InvalidTimeStamp.Expired"), headers: OFF_BY_AN_HOUR },
};

/** Answers after which the call was certainly not carried out and would fail again. */
export const REFUSED: Rows = {
  "403 NoPermission": refused(403, "NoPermission"),
  "403 DBS.NoPermissionException": refused(403, "DBS.NoPermissionException"),
  "403 with an unknown code": refused(403, "Unheard.Of"),
  "403 NoPermission with a retry delay": { ...refused(403, "NoPermission"), headers: { "x-acs-retry-after": "700" } },
  "404 DBS.NotExists": refused(404, "DBS.NotExists"),
  "DBS.NotExists with HTTP 200": unsuccessful("DBS.NotExists"),
  "DBS.DownloadTask.CannotFind with HTTP 200": unsuccessful("DBS.DownloadTask.CannotFind"),
  "DBS.NoPermissionException with HTTP 200": unsuccessful("DBS.NoPermissionException"),
  "Forbidden.InstanceNotFound": refused(403, "Forbidden.InstanceNotFound"),
  "the endpoint of another product": refused(404, "InvalidAction.NotFound"),
  "an unknown key": refused(404, "InvalidAccessKeyId.NotFound"),
  "a signature that does not match": refused(400, "SignatureDoesNotMatch"),
  "a clock that is off by an unknown amount": refused(400, "InvalidTimeStamp.Expired"),
  "a refused argument": unsuccessful("DBS.ParamIsInValid", "formatType can not be empty"),
  "400 with an unknown code": refused(400, "Unheard.Of"),
  "a refusal by the operation itself": unsuccessful("DBS.DownloadTask.OnlyOneRunningOrFailedTask"),
  "a proxy that refused": lost("PROXY_REFUSED", { ...unsent, proxy: "HTTPS_PROXY" }),
  "an untrusted certificate": lost("CERT_HAS_EXPIRED", unsent),
  "a key that can't be sent": lost("ERR_INVALID_CHAR", unsent),
};
