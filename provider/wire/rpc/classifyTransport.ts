import type { TransportFailure } from "../transport/transportFailure";
import type { CallContext, Failure } from "./failure";

/** Matches the codes with which OpenSSL and Node.js report a certificate that is not accepted. */
const CERTIFICATE = /CERT|^UNABLE_TO_|SELF_SIGNED|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$/;
/** Error codes seen when the service has closed an idle connection. */
const CLOSED_WHILE_IDLE = ["ECONNRESET", "EPIPE", "ECONNABORTED"];

/** Classifies an exchange that brought no answer. */
export function classifyTransport(
  { code, message, reusedSocket, unsent }: TransportFailure,
  { show, credentials }: Pick<CallContext, "show" | "credentials">,
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
    return { ...facts, remedy: "none", advice };
  }
  switch (code) {
    case "PROXY_REFUSED":
    case "PROXY_UNUSABLE":
      return { ...facts, remedy: "none", advice: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY" };
    case "TOO_LARGE":
      return { ...facts, kind: "protocol", advice: "Check the endpoint" };
    case "ERR_INVALID_CHAR": {
      // Of the signed headers, only the credentials come from the user.
      const advice = `Check the credentials from ${credentials} for line breaks and other control characters`;
      return { ...facts, kind: "credentials", remedy: "none", advice };
    }
    case "ENOTFOUND":
      return { ...facts, advice: "Check the region, the endpoint and this machine's DNS" };
    default:
      return {
        ...facts,
        remedy: reusedSocket && CLOSED_WHILE_IDLE.includes(code) ? "reconnect" : "backOff",
        advice: "Check the network to the endpoint",
      };
  }
}
