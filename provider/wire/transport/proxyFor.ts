import { isIPv6 } from "node:net";
import { isLoopback } from "../endpoint/parseEndpoint";

/** A proxy and the variable that names it. Keep the value out of messages, because it may contain a password. */
export interface ProxySetting {
  variable: string;
  value: string;
}

/**
 * Finds the proxy for an endpoint: HTTPS_PROXY for https, HTTP_PROXY for http. The lower-case spelling takes precedence,
 * and an empty value counts as not set. A loopback address is never proxied. Therefore HTTP_PROXY never applies to a
 * configured endpoint, because `http` is allowed for a loopback address only.
 */
export function proxyFor(
  environment: Readonly<Record<string, string | undefined>>,
  { protocol, hostname, port }: URL,
): ProxySetting | undefined {
  const proxy = find(environment, protocol.replace(":", "_proxy"));
  if (proxy === undefined) {
    return undefined;
  }
  if (isLoopback(hostname)) {
    return undefined;
  }
  const exceptions =
    find(environment, "no_proxy")
      ?.value.toLowerCase()
      .split(/[\s,]+/) ?? [];
  return exceptions.some((exception) => covers(exception, hostname, port || (protocol === "https:" ? "443" : "80")))
    ? undefined
    : proxy;
}

function find(environment: Readonly<Record<string, string | undefined>>, lowerCase: string): ProxySetting | undefined {
  for (const variable of [lowerCase, lowerCase.toUpperCase()]) {
    const value = environment[variable]?.trim();
    if (value !== undefined && value !== "") {
      return { variable, value };
    }
  }
  return undefined;
}

/**
 * Tells whether an entry of NO_PROXY covers a host. `*` covers every host. `host`, `.host` and `*.host`, each with or
 * without a port or a dot at the end, cover the host and its subdomains. An IPv6 address may stand with or without
 * brackets.
 */
function covers(exception: string, hostname: string, port: string): boolean {
  if (exception === "*") {
    return true;
  }
  if (isIPv6(exception)) {
    return hostname === `[${exception}]`;
  }
  const [, name = "", exceptPort] = /^\*?\.?(.*?)\.?(?::(\d+))?$/.exec(exception) ?? [];
  if (name === "" || (exceptPort !== undefined && exceptPort !== port)) {
    return false;
  }
  return hostname === name || hostname.endsWith(`.${name}`);
}
