import { isLoopback } from "../endpoint/parseEndpoint";

/** A proxy to go through, and the variable that names it. Its value is not for messages: it may hold a password. */
export interface ProxySetting {
  variable: string;
  value: string;
}

/**
 * Finds the proxy that leads to an endpoint, as curl and Go read the environment: HTTPS_PROXY for https, HTTP_PROXY for
 * http, the lower-case spelling first, an empty value as good as none. A loopback address is never proxied.
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

/** `*`, `host`, `.host`, `*.host` (its subdomains too), each with or without a port. */
function covers(exception: string, hostname: string, port: string): boolean {
  if (exception === "*") {
    return true;
  }
  const [, name = "", exceptPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception) ?? [];
  if (name === "" || (exceptPort !== undefined && exceptPort !== port)) {
    return false;
  }
  return hostname === name || hostname.endsWith(`.${name}`);
}
