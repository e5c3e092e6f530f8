import { omitUndefined } from "../../core/omitUndefined";
import { LONGEST_CODE } from "../../core/text/cleanText";
import { withoutStop } from "../../core/text/withoutStop";
import type { WireResponse } from "../transport/wireMessages";
import { backoffHint } from "./backoffHint";
import { describeDenial } from "./describeDenial";
import type { CallContext, Failure } from "./failure";
import { type Answer, readAnswer, requestIdIn } from "./readAnswer";
import { describeClockOffset, readClockOffset } from "./serviceClock";

const THROTTLED = /throttling/i;
const DENIED = /^(Request\.Forbidden|NoPermission|Forbidden)/i;
const SESSION_EXPIRED = /^(InvalidSecurityToken\.Expired|SecurityToken\.?Expired)/i;
const CLOCK = /^InvalidTimeStamp\.Expired/i;
const CREDENTIALS =
  /^(InvalidAccessKey|MissingAccessKey|Signature|IncompleteSignature|InvalidSecurityToken|MissingSecurityToken|InvalidTimeStamp)/i;
const NONCE_USED = /^SignatureNonceUsed/i;
const ARGUMENTS = /^(DBS\.ParamIsInValid|Param\.NotFound|InvalidParameter|Missing|DBS\.NotExisted)/i;
const INTERNAL = /^(DBS\.InternalError|InternalError|ServiceUnavailable)/i;
/**
 * Matches a message about a missing value. The service may report a missing value as an internal error (observed:
 * `DBS.InternalError` with "instanceName can not be empty").
 */
const SAYS_WHAT_IS_MISSING =
  /(can ?not|can't|must not|should not) be (empty|null|blank)|is (required|mandatory|missing)|不能为空/i;

/** Maximum characters shown from the start of an answer. */
const EXCERPT = 200;

const ADVICE = {
  arguments: "Correct the arguments",
  throttled: "Call less often",
  unavailable: "Try again later",
  protocol: "Check that the endpoint is the DBS service and that no proxy answers in its place",
};

/**
 * Classifies an answer.
 * @param now - time at which the answer arrived, in milliseconds, by this machine's clock
 * @returns the body of a successful answer, or the failure
 */
export function classify(
  response: WireResponse,
  context: CallContext,
  now: number,
): { body: Record<string, unknown> } | Failure {
  const answer = readAnswer(response);
  if (answer.says === "success") {
    return { body: answer.body };
  }
  const failure =
    answer.says === "failure" ? refusal(answer, response, context, now) : noAnswer(answer.why, response, context);
  const hint = backoffHint(response.headers);
  if (hint === undefined) {
    return failure;
  }
  return hint.throttled
    ? { ...failure, kind: "throttled", remedy: "backOff", advice: ADVICE.throttled, delay: hint.delay }
    : { ...failure, delay: hint.delay };
}

/**
 * Returns the failure of an answer that is not valid. `why` is the reason, for example "the answer is not JSON".
 */
export function noAnswer(why: string, { status, headers, body }: WireResponse, context: CallContext): Failure {
  const { show } = context;
  const type = show(headers["content-type"] ?? "no content type", 80);
  const begin = show(body, EXCERPT);
  const saw = `HTTP ${status} (${type}): ${why}${begin === "" ? "" : ` (${begin})`}`;
  const facts = { outcome: "open", saw, httpStatus: status } as const;
  if (status === 429) {
    return { ...facts, kind: "throttled", remedy: "backOff", advice: ADVICE.throttled };
  }
  if (status >= 500 || status === 408) {
    return { ...facts, kind: "unavailable", remedy: "backOff", advice: ADVICE.unavailable };
  }
  if (status === 403) {
    const { advice: policy } = describeDenial(undefined, context);
    const advice = `${policy}, or check whether a proxy refused the call instead of the service`;
    return { ...facts, kind: "denied", remedy: "none", advice };
  }
  return { ...facts, kind: "protocol", remedy: "backOff", advice: ADVICE.protocol };
}

function refusal(
  { body, codes, message }: Extract<Answer, { says: "failure" }>,
  response: WireResponse,
  context: CallContext,
  now: number,
): Failure {
  const { status } = response;
  const { show, credentials, idempotent } = context;
  const is = (pattern: RegExp) => codes.find((code) => pattern.test(code));
  const known = [THROTTLED, SESSION_EXPIRED, CLOCK, NONCE_USED, CREDENTIALS, DENIED, ARGUMENTS, INTERNAL];
  const found = known.map(is).find((each) => each !== undefined) ?? codes[0];
  const code = found === undefined ? undefined : show(found, LONGEST_CODE);
  // When it refuses a signature, the service quotes the text that it signed: headers, token and query.
  const said = withoutStop(show(message.split(/[\s,;:]*\bserver (string to sign|canonical)/i)[0] ?? "", 300));
  const isInternal = is(INTERNAL) !== undefined;
  // The nonce of a request is new, so one that is "used" means that the same request has arrived before.
  const isDoubtful = isInternal || status >= 500 || status === 408 || is(NONCE_USED) !== undefined;
  const facts = {
    // An error code means that the operation was not done, unless the service broke while doing it.
    outcome: codes.length === 0 || isDoubtful ? "open" : "notDone",
    saw: `HTTP ${status} ${code ?? "(no error code)"}${said === "" ? "" : `: ${said}`}`,
    httpStatus: status,
    ...omitUndefined({ code, requestId: requestIdIn(body, context) }),
  } as const;
  const failure = (kind: Failure["kind"], remedy: Failure["remedy"], advice: string): Failure => ({
    ...facts,
    kind,
    remedy,
    advice,
  });

  if (is(THROTTLED) !== undefined || status === 429) {
    return failure("throttled", "backOff", ADVICE.throttled);
  }
  if (isInternal && SAYS_WHAT_IS_MISSING.test(message)) {
    return failure("arguments", "none", ADVICE.arguments);
  }
  if (status >= 500 || status === 408) {
    return failure("unavailable", "backOff", ADVICE.unavailable);
  }
  if (is(SESSION_EXPIRED) !== undefined) {
    return failure("credentials", "newSession", `Renew the session from ${credentials}`);
  }
  if (is(CLOCK) !== undefined) {
    const offset = readClockOffset(response, now);
    return offset === undefined
      ? failure("credentials", "none", "Set this machine's clock. The answer does not say how far off it is")
      : {
          ...failure("credentials", "setClock", `Set this machine's clock, which ${describeClockOffset(offset)}`),
          clockOffset: offset,
        };
  }
  if (is(NONCE_USED) !== undefined) {
    return failure("unavailable", "newNonce", ADVICE.unavailable);
  }
  if (is(CREDENTIALS) !== undefined || status === 401) {
    return failure("credentials", "none", `Check the credentials from ${credentials}`);
  }
  if (is(DENIED) !== undefined || status === 403) {
    const { detail, advice } = describeDenial(body.AccessDeniedDetail, context);
    return { ...failure("denied", "none", advice), saw: `${facts.saw}${detail}` };
  }
  if (is(ARGUMENTS) !== undefined || (!isInternal && status >= 400)) {
    return failure("arguments", "none", ADVICE.arguments);
  }
  // With HTTP 200, an unknown code means that the operation itself refused the request, and its caller knows what the
  // code means. A read does not refuse requests in this way, so it is worth another try.
  const isOwn = !idempotent && facts.outcome === "notDone";
  return failure("unavailable", isOwn ? "none" : "backOff", ADVICE.unavailable);
}
