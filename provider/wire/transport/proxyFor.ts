import { isLoopback } from "../endpoint/parseEndpoint";

/** A proxy to go through, and the variable that names it. Its value is not for messages: it may hold a password. */
export interface ProxySetting {
  variable: string;
  value: string;
}

/**
 * Which proxy leads to a host, as curl and Go read the environment: HTTPS_PROXY for https, HTTP_PROXY for http, the
 * lower-case spelling first, an empty value as good as none. A loopback address is never proxied.
 * @param host - `host[:port]`; an IPv6 address in brackets
 */
export function proxyFor(
  environment: Readonly<Record<string, string | undefined>>,
  protocol: "http" | "https",
  host: string,
): ProxySetting | undefined {
  const proxy = find(environment, `${protocol}_proxy`);
  if (proxy === undefined) {
    return undefined;
  }
  const { hostname } = new URL(`${protocol}://${host}`);
  if (isLoopback(hostname)) {
    return undefined;
  }
  const port = /:(\d+)$/.exec(host)?.[1] ?? (protocol === "https" ? "443" : "80");
  const exceptions =
    find(environment, "no_proxy")
      ?.value.toLowerCase()
      .split(/[\s,]+/) ?? [];
  return exceptions.some((exception) => covers(exception, hostname, port)) ? undefined : proxy;
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
