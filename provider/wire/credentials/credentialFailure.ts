import { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
import { LONGEST_CODE } from "../../core/text/cleanText";
import { safeText } from "../../core/text/safeText";
import { withoutStop } from "../../core/text/withoutStop";
import type { CredentialResponse } from "./fetchedCredentials";
import { isListedHost } from "./isListedHost";

/** What is known about a failure beside the error itself. */
interface FailureContext {
  /** Strings that must not appear in the message. */
  secrets?: readonly (string | undefined)[];
  /** The answer after which the fetch failed. Absent if the last request brought none. */
  answer?: CredentialResponse | undefined;
}

/** Maximum number of characters that a message shows of the message of a service. */
const LONGEST_MESSAGE = 300;
/** Maximum number of characters of the whole. It has room for the longest parts, so that the request id is not cut. */
const LONGEST_FAILURE = 1_000;

/**
 * Wraps an error from the credentials library or the file system. The library's messages contain whole answers, files
 * and signed URLs, including their secrets. Therefore the new message keeps only the leading words, the HTTP status,
 * and the `Code`, `Message` and `RequestId` of a JSON answer. A path and the name of a host are left out too: the setting that
 * gives one may hold a secret instead. For the same reason, the error itself is not kept as the cause.
 * @param what - the credential source or the step that failed, with which the message starts
 */
export function credentialFailure(
  what: string,
  error: unknown,
  { secrets = [], answer }: FailureContext = {},
): DbsError {
  if (error instanceof DbsError) {
    return error;
  }
  const failed = (error ?? {}) as Partial<NodeJS.ErrnoException & { hostname: string }>;
  const { message = "", code, path, name, hostname } = failed;
  const show = (text: unknown, maxLength: number) =>
    typeof text === "string" ? safeText(text, secrets, maxLength) || undefined : undefined;
  const said = jsonWithin(answer === undefined ? message : answer.body.toString("utf8"));
  const status = answer?.statusCode ?? statusWithin(message);
  // The service quotes the text that was signed, which contains the session token.
  const reason = show(said.Message?.split(/server string to sign/i)[0], LONGEST_MESSAGE);
  const facts = { code: show(said.Code ?? code, LONGEST_CODE), requestId: show(said.RequestId, LONGEST_CODE) };
  const details = [
    status === undefined || status === 200 ? undefined : `HTTP ${status}`,
    [show(said.Code, LONGEST_CODE), withoutStop(reason ?? "")].filter(Boolean).join(": ") || undefined,
    facts.requestId === undefined ? undefined : `request id ${facts.requestId}`,
  ].filter((detail) => detail !== undefined);
  // Secrets are hidden before the leading words are cut out, because that cut may go through one.
  const begin = leadingWords({ code, path, name, message: safeText(message, secrets, LONGEST_FAILURE) }, answer);
  const text = details.length === 0 ? begin : `${begin} (${details.join(", ")})`;
  return new DbsError(
    isOutage({ code, message: answer === undefined ? message : "", status, serviceCode: said.Code })
      ? "unavailable"
      : "credentials",
    safeText(`${what}: ${text}`, secrets, LONGEST_FAILURE),
    {
      ...omitUndefined(facts),
      httpStatus: status,
      lasting: (code === "ENOTFOUND" && hostname !== undefined && !isListedHost(hostname)) || undefined,
    },
  );
}

/** Returns the part of an error's message that holds nothing of an answer, a file or a URL. */
function leadingWords(
  { message, code, path, name }: Record<"code" | "path" | "name", string | undefined> & { message: string },
  answer: CredentialResponse | undefined,
): string {
  if (path !== undefined) {
    return `can't read it (${code})`;
  }
  if (answer !== undefined && (name === "SyntaxError" || name === "TypeError")) {
    return "the answer has the wrong shape";
  }
  const lookup = /^getaddrinfo \w+/.exec(message)?.[0];
  if (lookup !== undefined) {
    return lookup;
  }
  // The library's HTTP client (httpx) appends the method and the URL, or the path and its query, without a separator.
  return message.split(/(?:GET|PUT|POST) |https?:|: |, httpStatus|[{<"'`]/)[0]?.trim() || name || "unknown failure";
}

/** Matches network failures: the codes of Node and of `readBytes`, and the wording of the library's HTTP client. */
const NETWORK =
  /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TRUNCATED|\w*Timeout|socket hang up)\b/;
/** Matches error codes of the file system that tell of a busy machine. */
const BUSY_MACHINE = /^(EMFILE|ENFILE|EBUSY|EAGAIN|EINTR)$/;
/** Matches error codes of STS and of the login services that tell of an outage, whatever the status. */
const SERVICE_OUTAGE = /throttling|^(ServiceUnavailable|InternalError|ServiceBusy)/i;

/** Tells whether a failure is likely to be temporary. If so, it is retried, like a failure of the service itself. */
function isOutage(failure: {
  code: string | undefined;
  message: string;
  status: number | undefined;
  serviceCode: string | undefined;
}): boolean {
  const { code = "", message, status = 0, serviceCode = "" } = failure;
  return (
    status === 429 ||
    status === 408 ||
    status >= 500 ||
    SERVICE_OUTAGE.test(serviceCode) ||
    BUSY_MACHINE.test(code) ||
    NETWORK.test(code) ||
    NETWORK.test(message)
  );
}

function statusWithin(message: string): number | undefined {
  const digits = /(?:httpStatus|status code): (\d{3})\b/.exec(message)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function jsonWithin(text: string): { Code?: string; Message?: string; RequestId?: string } {
  try {
    const parsed: unknown = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
    const entries = Object.entries(parsed as object).filter(([, value]) => typeof value === "string");
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
