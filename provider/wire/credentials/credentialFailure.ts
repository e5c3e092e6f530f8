import { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
import { LONGEST_CODE } from "../../core/text/cleanText";
import { safeText } from "../../core/text/safeText";
import { withoutStop } from "../../core/text/withoutStop";

/** Maximum number of characters that a message shows of the message of a service. */
const LONGEST_MESSAGE = 300;
/** Maximum number of characters of the whole. It has room for the longest parts, so that the request id is not cut. */
const LONGEST_FAILURE = 1_000;

/**
 * Wraps an error from the credentials library or the file system. The library's messages contain whole answers, files
 * and signed URLs, including their secrets. Therefore the new message keeps only the leading words, the HTTP status,
 * and the `Code`, `Message` and `RequestId` of a JSON answer. For the same reason, the error itself is not kept as the
 * cause.
 * @param what - the credential source or the step that failed, with which the message starts
 * @param secrets - strings that must not appear in the message
 */
export function credentialFailure(
  what: string,
  error: unknown,
  secrets: readonly (string | undefined)[] = [],
): DbsError {
  if (error instanceof DbsError) {
    return error;
  }
  const { message = "", code, path, name } = (error ?? {}) as NodeJS.ErrnoException;
  const show = (text: unknown, maxLength: number) =>
    typeof text === "string" ? safeText(text, secrets, maxLength) || undefined : undefined;
  const answer = jsonWithin(message);
  // The service quotes the text that was signed, which contains the session token.
  const said = show(answer.Message?.split(/server string to sign/i)[0], LONGEST_MESSAGE);
  const facts = { code: show(answer.Code ?? code, LONGEST_CODE), requestId: show(answer.RequestId, LONGEST_CODE) };
  const status = /httpStatus: (\d{3})/.exec(message)?.[1];
  // The library's HTTP client (httpx) appends the method and the URL, or the path and its query, without a separator.
  const leading = message.split(/(?:GET|PUT|POST) |https?:|: |, httpStatus|[{<"'`]/)[0]?.trim();
  const begin = path === undefined ? leading || name || "unknown failure" : `can't read ${path} (${code})`;
  const details = [
    status === undefined ? undefined : `HTTP ${status}`,
    [show(answer.Code, LONGEST_CODE), withoutStop(said ?? "")].filter(Boolean).join(": ") || undefined,
    facts.requestId === undefined ? undefined : `request id ${facts.requestId}`,
  ].filter((detail) => detail !== undefined);
  const text = details.length === 0 ? begin : `${begin} (${details.join(", ")})`;
  return new DbsError(
    isTransient((error ?? {}) as NodeJS.ErrnoException, status) ? "unavailable" : "credentials",
    safeText(`${what}: ${text}`, secrets, LONGEST_FAILURE),
    { ...omitUndefined(facts), httpStatus: status === undefined ? undefined : Number(status) },
  );
}

/** Matches network failures: Node's error codes, and the wording of the library's HTTP client. */
const NETWORK = /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|\w*Timeout|socket hang up)\b/;

/** Tells whether a failure is likely to be temporary. If so, it is retried, like a failure of the service itself. */
function isTransient({ code = "", message = "" }: NodeJS.ErrnoException, status: string | undefined): boolean {
  return status === "429" || status?.startsWith("5") === true || NETWORK.test(code) || NETWORK.test(message);
}

function jsonWithin(message: string): { Code?: string; Message?: string; RequestId?: string } {
  try {
    const parsed: unknown = JSON.parse(message.slice(message.indexOf("{"), message.lastIndexOf("}") + 1));
    const entries = Object.entries(parsed as object).filter(([, value]) => typeof value === "string");
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
