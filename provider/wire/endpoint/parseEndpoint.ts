import { cleanText } from "../../core/text/cleanText";

const ALLOWED =
  'use "host", "host:port", "https://host[:port]" or, for a loopback address only, "http://127.0.0.1[:port]"';

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/**
 * Matches an ASCII host name, IPv4 address or bracketed IPv6 address, with an optional scheme, port and final slash.
 */
const FORM = new RegExp(`^(?:(https?)://)?(${LABEL}(?:\\.${LABEL})*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?/?$`, "i");

/**
 * Parses a configured endpoint. Rejects everything that is not plainly a host. Signed calls go there, so any two
 * parsers must find the same host in the string.
 * @returns the endpoint, or what is wrong with the string
 */
export function parseEndpoint(text: string): { protocol: "http" | "https"; host: string } | string {
  const shown = `is ${JSON.stringify(withoutSecrets(text))}`;
  const [, scheme, name, port] = FORM.exec(text) ?? [];
  if (name === undefined) {
    return `${shown}, which is not a valid endpoint; ${ALLOWED}, with no user, path, query or fragment in any form`;
  }
  const hostname = name.toLowerCase();
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    return `${shown}, whose port is not between 1 and 65535; ${ALLOWED}`;
  }
  if (canonicalHostname(hostname) !== hostname) {
    return `${shown}, whose host is not in canonical form; ${ALLOWED}`;
  }
  const protocol = scheme?.toLowerCase() === "http" ? "http" : "https";
  if (protocol === "http" && !isLoopback(hostname)) {
    return `${shown}, but http would send signed calls unencrypted; ${ALLOWED}`;
  }
  return { protocol, host: port === undefined ? hostname : `${hostname}:${Number(port)}` };
}

/**
 * Returns the host name as Node.js normalizes it, or `undefined` if it is invalid. For example, `127.1`, `0x7f000001`
 * and `2130706433` become `127.0.0.1`, and `[0:0::1]` becomes `[::1]`.
 */
function canonicalHostname(hostname: string): string | undefined {
  try {
    return new URL(`https://${hostname}`).hostname;
  } catch {
    return undefined;
  }
}

/**
 * Removes the user, the query and the fragment. They can contain a password, and none of them is needed to find the
 * mistake.
 */
function withoutSecrets(text: string): string {
  const whole = cleanText(text, text.length);
  return cleanText(whole.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, "$1…@").replace(/[?#].*$/, "?…"), 120);
}

/** Tells whether a host name, without its port, is a loopback address of this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
