import { DbsError } from "../../core/errors";
import { cleanText } from "../../core/text/cleanText";
import { hideSecrets } from "../../core/text/hideSecrets";

/**
 * Wraps an error of the credentials library or the file system. The library's messages hold whole answers, files and
 * signed URLs, secrets included. So only their leading words are kept, the HTTP status, and the `Code`, `Message` and
 * `RequestId` of an answer in JSON. For the same reason the error itself is not kept as a cause.
 * @param what - what was tried, to begin the message with
 * @param secrets - texts that the message may not show
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
  // httpx glues method and URL, or the path with its query, to the message.
  const leading = message.split(/(?:GET|PUT|POST) |https?:|: |, httpStatus|[{<"'`]/)[0]?.trim();
  const parts = [
    path === undefined ? leading || name || "unknown failure" : `can't read ${path} (${code})`,
    status === undefined ? undefined : `HTTP ${status}`,
    // The service quotes the signed text, and in it the session token.
    [answer.Code, answer.Message?.split(/server string to sign/i)[0]].filter(Boolean).join(": ") || undefined,
    answer.RequestId === undefined ? undefined : `request id ${answer.RequestId}`,
  ];
  const text = parts.filter((part) => part !== undefined).join("; ");
  return new DbsError(
    isPassing((error ?? {}) as NodeJS.ErrnoException, status) ? "unavailable" : "credentials",
    cleanText(`${what}: ${hideSecrets(text, secrets)}`),
    {
      code: answer.Code ?? code,
      requestId: answer.RequestId,
      httpStatus: status === undefined ? undefined : Number(status),
    },
  );
}

/** The names of network failures: Node's codes, and the words of the library's HTTP client. */
const NETWORK = /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|\w*Timeout|socket hang up)\b/;

/** Tells whether the source may answer the next time. Such a failure is retried like one of the service itself. */
function isPassing({ code = "", message = "" }: NodeJS.ErrnoException, status: string | undefined): boolean {
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
