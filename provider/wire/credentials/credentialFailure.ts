import { DbsError } from "../../core/errors";
import { cleanText } from "../../core/text/cleanText";
import { hideSecrets } from "../../core/text/hideSecrets";
import { withoutStop } from "../../core/text/withoutStop";

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
  const answer = jsonWithin(message);
  const status = /httpStatus: (\d{3})/.exec(message)?.[1];
  // The library's HTTP client (httpx) appends the method and the URL, or the path and its query, without a separator.
  const leading = message.split(/(?:GET|PUT|POST) |https?:|: |, httpStatus|[{<"'`]/)[0]?.trim();
  const begin = path === undefined ? leading || name || "unknown failure" : `can't read ${path} (${code})`;
  const details = [
    status === undefined ? undefined : `HTTP ${status}`,
    // The service quotes the text that was signed, which contains the session token.
    [answer.Code, withoutStop(answer.Message?.split(/server string to sign/i)[0] ?? "")].filter(Boolean).join(": ") ||
      undefined,
    answer.RequestId === undefined ? undefined : `request id ${answer.RequestId}`,
  ].filter((detail) => detail !== undefined);
  const text = details.length === 0 ? begin : `${begin} (${details.join(", ")})`;
  return new DbsError(
    isTransient((error ?? {}) as NodeJS.ErrnoException, status) ? "unavailable" : "credentials",
    cleanText(`${what}: ${hideSecrets(text, secrets)}`),
    {
      code: answer.Code ?? code,
      requestId: answer.RequestId,
      httpStatus: status === undefined ? undefined : Number(status),
    },
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
