import type { WireResponse } from "../transport/wireMessages";
import { ADVICE } from "./advice";
import { backoffHint } from "./backoffHint";
import { classifyRefusal } from "./classifyRefusal";
import { describeDenial } from "./describeDenial";
import type { CallContext, Failure } from "./failure";
import { readAnswer } from "./readAnswer";

/** Maximum characters shown from the start of an answer. */
const EXCERPT = 200;

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
  const { failure, settled } =
    answer.says === "failure"
      ? classifyRefusal(answer, response, context, now)
      : { failure: noAnswer(answer.why, response, context), settled: false };
  const { status, headers } = response;
  const hint = backoffHint(headers, failure.kind === "throttled" || status >= 500 || status === 408);
  // The gateway may add its headers to any answer, so they don't turn a known refusal into throttling.
  if (hint === undefined || settled) {
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
  const { show, secretAnswer = false } = context;
  const type = show(headers["content-type"] ?? "no content type", 80);
  const begin = secretAnswer ? "" : show(body, EXCERPT);
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
