import { cleanText } from "../../core/text/cleanText";

const ALLOWED =
  'allowed are "host", "host:port", "https://host[:port]" and, to a loopback address only, "http://127.0.0.1[:port]"';

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** Scheme, host name or IPv4 or bracketed IPv6, port: letters of ASCII only, and nothing else. */
const FORM = new RegExp(`^(?:(https?)://)?(${LABEL}(?:\\.${LABEL})*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?/?$`, "i");

/**
 * Reads an endpoint as it is configured. Everything that is not plainly a host is refused: signed calls go there, so no
 * two readers of the text may see two hosts in it.
 * @returns the endpoint, or what is wrong with the text
 */
export function parseEndpoint(text: string): { protocol: "http" | "https"; host: string } | string {
  const shown = `is ${JSON.stringify(withoutSecrets(text))}`;
  const [, scheme, name, port] = FORM.exec(text) ?? [];
  if (name === undefined) {
    return `${shown}: ${ALLOWED}; no user, path, query, fragment or other scheme`;
  }
  const hostname = name.toLowerCase();
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    return `${shown}: its port is not from 1 to 65535; ${ALLOWED}`;
  }
  if (canonicalHostname(hostname) !== hostname) {
    return `${shown}: its host is not written in its usual form; ${ALLOWED}`;
  }
  const protocol = scheme?.toLowerCase() === "http" ? "http" : "https";
  if (protocol === "http" && !isLoopback(hostname)) {
    return `${shown}: http would send signed calls in the clear; ${ALLOWED}`;
  }
  return { protocol, host: port === undefined ? hostname : `${hostname}:${Number(port)}` };
}

/** What Node makes of the host: `127.1`, `0x7f000001` and `2130706433` are 127.0.0.1 to it, `[0:0::1]` is `[::1]`. */
function canonicalHostname(hostname: string): string | undefined {
  try {
    return new URL(`https://${hostname}`).hostname;
  } catch {
    return undefined;
  }
}

/** A user or a query can carry a password; neither is needed to find the mistake. */
function withoutSecrets(text: string): string {
  const whole = cleanText(text, text.length);
  return cleanText(whole.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, "$1…@").replace(/[?#].*$/, "?…"), 120);
}

/** Tells whether a host, without its port, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
