import type { TransportFailure } from "../transport/transportFailure";
import type { CallContext, Failure } from "./failure";

/** OpenSSL's and Node's codes for a certificate that is not accepted. */
const CERTIFICATE = /CERT|^UNABLE_TO_|SELF_SIGNED|^HOSTNAME_MISMATCH$|^INVALID_CA$|^INVALID_PURPOSE$/;
/** How a connection ends that the service closed while it was at rest. */
const CLOSED_AT_REST = ["ECONNRESET", "EPIPE", "ECONNABORTED"];

/** What it means that an exchange brought no answer. */
export function classifyTransport(
  { code, message, reusedSocket, unsent }: TransportFailure,
  { show, credentials }: Pick<CallContext, "show" | "credentials">,
): Failure {
  const facts = {
    kind: "unavailable",
    remedy: "backOff",
    outcome: unsent ? "notDone" : "open",
    code,
    saw: `${code}: ${show(message)}`,
  } as const;
  if (CERTIFICATE.test(code)) {
    const advice = "set NODE_EXTRA_CA_CERTS to the certificates of the authority that signs here, a proxy's perhaps";
    return { ...facts, remedy: "none", advice };
  }
  switch (code) {
    case "PROXY_REFUSED":
    case "PROXY_UNUSABLE":
      return { ...facts, remedy: "none", advice: "check HTTPS_PROXY, HTTP_PROXY and NO_PROXY" };
    case "TOO_LARGE":
      return { ...facts, kind: "protocol", advice: "check the endpoint" };
    case "ERR_INVALID_CHAR": {
      // The signed headers hold nothing else that a user gives.
      const advice = `check the credentials of ${credentials} for line breaks and the like`;
      return { ...facts, kind: "credentials", remedy: "none", advice };
    }
    case "ENOTFOUND":
      return { ...facts, advice: "check the region, the endpoint and this machine's name service" };
    default:
      return {
        ...facts,
        remedy: reusedSocket && CLOSED_AT_REST.includes(code) ? "reconnect" : "backOff",
        advice: "check the network to the endpoint",
      };
  }
}
