import { LONGEST_CODE } from "../../core/text/cleanText";
import type { WireResponse } from "../transport/wireMessages";
import type { CallContext } from "./failure";

/** The content of an answer, before it is judged. */
export type Answer =
  | { says: "success"; body: Record<string, unknown> }
  /**
   * `codes` holds the error codes: first `Code`, usually the outer one, then `ErrCode`, usually the inner one. A code
   * of `Success` is left out.
   */
  | { says: "failure"; body: Record<string, unknown>; codes: string[]; message: string }
  | { says: "nothing"; why: string };

/**
 * Reads an RPC-style answer. With HTTP 200, only the field `Success` decides whether the call succeeded. It may be a
 * boolean or a string in any letter case. The codes alone would mislead, because successful answers were captured with
 * an `ErrCode` of `DBS.InternalError`. The status would too, because failures can also come with HTTP 200 (see the
 * operation's reference page).
 */
export function readAnswer({ status, body: text }: Pick<WireResponse, "status" | "body">): Answer {
  if (status < 200 || (status >= 300 && status < 400)) {
    return { says: "nothing", why: "redirects are not followed" };
  }
  const body = parseObject(text);
  if (typeof body === "string") {
    return { says: "nothing", why: body };
  }
  const { Success } = body;
  const success = typeof Success === "string" ? Success.toLowerCase() : Success;
  if (status < 400 && (success === "true" || success === true)) {
    return { says: "success", body };
  }
  const codes = [body.Code, body.ErrCode].filter(isText).filter((code) => !/^success$/i.test(code));
  const message = [...new Set([body.Message, body.ErrMessage].filter(isText))].join("; ");
  if (status >= 400) {
    return codes.length > 0
      ? { says: "failure", body, codes, message }
      : { says: "nothing", why: "the answer has no error code" };
  }
  return success === "false" || success === false
    ? { says: "failure", body, codes, message }
    : { says: "nothing", why: "the answer does not say whether the call succeeded" };
}

/** Matches a request id in the form in which the service sends it. */
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns the request id of an answer in a form that is safe to show, or `undefined` if it has none. */
export function requestIdIn(
  { RequestId: id }: Readonly<Record<string, unknown>>,
  { show }: Pick<CallContext, "show">,
): string | undefined {
  if (typeof id !== "string") return undefined;
  // Nearly every id has this form, which needs no search for secrets.
  return (REQUEST_ID.test(id) ? id : show(id, LONGEST_CODE)) || undefined;
}

function parseObject(text: string): Record<string, unknown> | string {
  if (text.trim() === "") {
    return "the answer is empty";
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : "the answer is not a JSON object";
  } catch {
    return "the answer is not JSON";
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
