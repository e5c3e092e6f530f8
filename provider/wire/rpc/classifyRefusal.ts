import { omitUndefined } from "../../core/omitUndefined";
import { LONGEST_CODE } from "../../core/text/cleanText";
import { withoutStop } from "../../core/text/withoutStop";
import type { WireResponse } from "../transport/wireMessages";
import { ADVICE } from "./advice";
import { describeDenial } from "./describeDenial";
import type { CallContext, Failure } from "./failure";
import { type Answer, requestIdIn } from "./readAnswer";
import { describeClockOffset, readClockOffset } from "./serviceClock";

/*
 * The error codes of the service, by what they mean (the API's error centre, its reference pages and captured answers).
 * Many of them come with HTTP 200.
 */
const THROTTLED = /throttling/i;
const SESSION_EXPIRED = /^(InvalidSecurityToken\.Expired|SecurityToken\.?Expired)/i;
const CLOCK = /^InvalidTimeStamp\.Expired/i;
const NONCE_USED = /^SignatureNonceUsed/i;
const CREDENTIALS =
  /^(InvalidAccessKey|MissingAccessKey|Signature|IncompleteSignature|InvalidSecurityToken|MissingSecurityToken|InvalidTimeStamp)/i;
/** Means with `SAYS_LEAKED` that the cloud has blocked the key. With any other message it is a denial. */
const BLOCKED = /^Forbidden$/i;
/** The gateway does not know the action, so the endpoint belongs to another product. */
const WRONG_ENDPOINT = /^Invalid(Action|Version|Product)\b/i;
/** Another task of the instance is in the way. */
const IN_THE_WAY = /^DBS\.DownloadTask\.(OnlyOneRunningOrFailedTask|JobAlreadyExist)$/i;
const ARGUMENTS =
  /^(DBS\.ParamIsInValid|Param\.NotFound|InvalidParameter|Missing|DBS\.NotExist|DBS\.DownloadTask\.|Forbidden\.InstanceNotFound)/i;
const DENIED = /^(Request\.Forbidden|NoPermission|DBS\.NoPermission|Forbidden)/i;
/**
 * Says that something broke, and not whether the operation was carried out before that: `InternalError`,
 * `DBS.InternalError`, `ServiceUnavailable`, `SystemError`, `DBS.Timeout`.
 */
const VAGUE =
  /(^|\.)((internal|system|server|service|backend|unknown|unexpected)\w{0,20}(error|exception|failure|unavailable|busy|timeout)|\w{0,10}timed?out|error|exception|unknown|unavailable|busy)(\.|$)/i;

/**
 * Matches a message about a missing value. The service may report a missing value as an internal error (observed:
 * `DBS.InternalError` with "instanceName can not be empty").
 */
const SAYS_WHAT_IS_MISSING =
  /(can ?not|can't|must not|should not) be (empty|null|blank)|is (required|mandatory|missing)|不能为空/i;
const SAYS_LEAKED = /leak|泄[露漏]/i;
/** What the service signed, which it quotes when it refuses a signature: headers, token and query. */
const SIGNED_TEXT = /\bserver (string to sign|canonical)/i;

/** Maximum characters of an error code that are looked at. */
const LONGEST_READ = 200;

/**
 * Classifies an answer that says that the call failed.
 * @returns the failure, and whether its code settles what it is, so that no header can change that
 */
export function classifyRefusal(
  { body, codes: given, message }: Extract<Answer, { says: "failure" }>,
  response: WireResponse,
  context: CallContext,
  now: number,
): { failure: Failure; settled: boolean } {
  const { status } = response;
  const { show, credentials, host, action } = context;
  // The ellipsis tells `show` that a secret may be cut off there.
  const codes = given.map((code) => (code.length > LONGEST_READ ? `${code.slice(0, LONGEST_READ)}…` : code));
  const is = (pattern: RegExp) => codes.find((code) => pattern.test(code));
  const final = [SESSION_EXPIRED, CLOCK, CREDENTIALS, WRONG_ENDPOINT, IN_THE_WAY, ARGUMENTS, DENIED].map(is);
  const isFinal = final.some((each) => each !== undefined) && is(NONCE_USED) === undefined;
  const isThrottled = is(THROTTLED) !== undefined;
  const isVague = is(VAGUE) !== undefined;
  const found = [is(THROTTLED), is(NONCE_USED), ...final, is(VAGUE)].find((each) => each !== undefined) ?? codes[0];
  const code = found === undefined ? undefined : show(found, LONGEST_CODE);
  const facts = {
    outcome: outcomeOf(status, { isKnown: isFinal || isThrottled, isVague, isNonceUsed: is(NONCE_USED) !== undefined }),
    saw: `HTTP ${status} ${code ?? "(no error code)"}${said(message, show)}`,
    httpStatus: status,
    ...omitUndefined({ code, requestId: requestIdIn(body, context) }),
  } as const;
  const failure = (kind: Failure["kind"], remedy: Failure["remedy"], advice: string): Failure => ({
    ...facts,
    kind,
    remedy,
    advice,
  });
  const settled = (kind: Failure["kind"], advice: string, remedy: Failure["remedy"] = "none", more = {}) => ({
    failure: { ...failure(kind, remedy, advice), ...more },
    settled: true,
  });
  const unsettled = (...args: Parameters<typeof failure>) => ({ failure: failure(...args), settled: false });

  if (isThrottled || status === 429) {
    return unsettled("throttled", "backOff", ADVICE.throttled);
  }
  if (isVague && SAYS_WHAT_IS_MISSING.test(message)) {
    return settled("arguments", ADVICE.arguments);
  }
  if (status >= 500 || status === 408) {
    return unsettled("unavailable", "backOff", ADVICE.unavailable);
  }
  if (is(SESSION_EXPIRED) !== undefined) {
    return settled("credentials", `Renew the session from ${credentials}`, "newSession");
  }
  if (is(CLOCK) !== undefined) {
    const offset = readClockOffset(response, now);
    return offset === undefined
      ? settled("credentials", "Set this machine's clock. The answer does not say how far off it is")
      : settled("credentials", `Set this machine's clock, which ${describeClockOffset(offset)}`, "setClock", {
          clockOffset: offset,
        });
  }
  if (is(NONCE_USED) !== undefined) {
    return unsettled("unavailable", "newNonce", ADVICE.unavailable);
  }
  if (is(BLOCKED) !== undefined && SAYS_LEAKED.test(message)) {
    const advice = `Replace the key from ${credentials}. The cloud has blocked it because it may have leaked, so no RAM policy helps`;
    return settled("credentials", advice);
  }
  if (is(CREDENTIALS) !== undefined || status === 401) {
    return settled("credentials", `Check the credentials from ${credentials}`);
  }
  if (is(WRONG_ENDPOINT) !== undefined) {
    const advice = `${host} does not offer ${action}, so it is not an endpoint of DBS. Check the region and alicloud-dbs:endpoint`;
    return settled("protocol", advice, "none", { lasting: true });
  }
  if (is(IN_THE_WAY) !== undefined) {
    return settled("conflict", ADVICE.conflict);
  }
  if (is(ARGUMENTS) !== undefined) {
    return settled("arguments", ADVICE.arguments);
  }
  if (is(DENIED) !== undefined || status === 403) {
    const { detail, advice } = describeDenial(body.AccessDeniedDetail, context);
    const denied = { ...failure("denied", "none", advice), saw: `${facts.saw}${detail}` };
    return { failure: denied, settled: isFinal };
  }
  return isVague || status < 400
    ? unsettled("unavailable", "backOff", ADVICE.unavailable)
    : unsettled("arguments", "none", ADVICE.arguments);
}

/**
 * Tells whether a refused operation may have been carried out. It certainly was not if the code is a known refusal, or
 * if the status is a refusal and the code says something definite. The nonce of a request is new, so one that is "used"
 * means that the same request has arrived before.
 */
function outcomeOf(
  status: number,
  { isKnown, isVague, isNonceUsed }: { isKnown: boolean; isVague: boolean; isNonceUsed: boolean },
): Failure["outcome"] {
  const isDoubtful = isVague || isNonceUsed || status >= 500 || status === 408;
  return !isDoubtful && (isKnown || status >= 400) ? "notDone" : "open";
}

/** Returns the service's message as the end of a description, without what the service signed. */
function said(message: string, show: CallContext["show"]): string {
  const signed = message.search(SIGNED_TEXT);
  const begin = withoutStop(show(signed < 0 ? message : message.slice(0, signed), 300));
  const text = signed < 0 ? begin : begin.replace(/[\s,;:]{1,20}$/, "");
  return text === "" ? "" : `: ${text}`;
}
