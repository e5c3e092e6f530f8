import type { TransportFailure } from "../transport/transportFailure";
import type { CallContext, Failure } from "./failure";

/** Matches the codes with which OpenSSL and Node.js report a certificate that is not accepted. */
const CERTIFICATE = /CERT|^UNABLE_TO_|SELF_SIGNED|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$/;
/** Error codes seen when the service has closed an idle connection. */
const CLOSED_WHILE_IDLE = ["ECONNRESET", "EPIPE", "ECONNABORTED"];

/** Classifies an exchange that brought no answer. */
export function classifyTransport(
  { code, message, reusedSocket, unsent, proxy }: TransportFailure,
  { show, credentials, isHostListed }: Pick<CallContext, "show" | "credentials" | "isHostListed">,
): Failure {
  const facts = {
    kind: "unavailable",
    remedy: "backOff",
    outcome: unsent ? "notDone" : "open",
    code,
    saw: message.includes(code) ? show(message) : `${show(message)} (${code})`,
  } as const;
  if (CERTIFICATE.test(code)) {
    const advice =
      "Set NODE_EXTRA_CA_CERTS to a file with the certificate of the CA that issued the server's certificate; " +
      "behind a proxy, that may be the proxy's CA";
    return { ...facts, remedy: "none", lasting: true, advice };
  }
  if (proxy !== undefined) {
    const isRefused = code === "PROXY_REFUSED" || code === "PROXY_UNUSABLE";
    const advice = `Check ${proxy} and NO_PROXY${isRefused ? "" : ", and the network to the proxy"}`;
    if (isRefused) {
      return { ...facts, remedy: "none", lasting: true, advice };
    }
    return { ...facts, advice, ...(code === "ENOTFOUND" ? { lasting: true } : {}) };
  }
  switch (code) {
    case "TOO_LARGE":
      return { ...facts, kind: "protocol", advice: "Check the endpoint" };
    case "ERR_INVALID_CHAR": {
      // Of the signed headers, only the credentials come from the user.
      const advice = `Check the credentials from ${credentials} for line breaks and other control characters`;
      return { ...facts, kind: "credentials", remedy: "none", advice };
    }
    case "ENOTFOUND": {
      const advice = "Check the region, the endpoint and this machine's DNS";
      return { ...facts, advice, ...(isHostListed ? {} : { lasting: true }) };
    }
    default:
      return {
        ...facts,
        remedy: reusedSocket && CLOSED_WHILE_IDLE.includes(code) ? "reconnect" : "backOff",
        advice: "Check the network to the endpoint",
      };
  }
}
