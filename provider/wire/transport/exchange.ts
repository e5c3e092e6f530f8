import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { omitUndefined } from "../../core/omitUndefined";
import { encodeQuery } from "./encodeQuery";
import { readBody } from "./readBody";
import { TransportFailure } from "./transportFailure";
import type { WireRequest, WireResponse } from "./wireMessages";

/** Statuses with which a proxy refuses for the moment only. */
const PASSING = [408, 425, 429];

/** The route of an exchange. */
interface Way {
  agent: Agent;
  /** The endpoint. */
  url: URL;
  /** The variable that names the proxy, if there is one. Its agent must be told when to give up. */
  proxy: string | undefined;
}

/**
 * Sends a request and reads the whole answer.
 * @param signal - when it is aborted, the socket is destroyed and the signal's reason, a TransportFailure, is thrown
 */
export function exchange(request: WireRequest, way: Way, signal: AbortSignal): Promise<WireResponse> {
  const { protocol, method, path, query, headers } = request;
  const { agent, url, proxy } = way;
  const options: RequestOptions & { connectSignal?: AbortSignal } = {
    protocol: url.protocol,
    // Node expects an IPv6 address without brackets.
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    method,
    path: `${path}?${encodeQuery(query)}`,
    headers: { ...headers, "accept-encoding": "gzip" },
    agent,
    ...(proxy === undefined ? {} : { connectSignal: signal }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = open(protocol, options);
    let unsent = true;
    let isTunnelOpen = false;
    const fail = (error: Error) => {
      const { reusedSocket } = outgoing;
      const atProxy = isTunnelOpen || reusedSocket ? undefined : proxy;
      reject(failureOf(error, omitUndefined({ reusedSocket, unsent, proxy: atProxy })));
      outgoing.destroy();
    };
    onWritable(outgoing, protocol, () => {
      unsent = false;
    });
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
    outgoing.on("error", fail);
    outgoing.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      isTunnelOpen = statusCode === 200;
      // Without this, the proxy's refusal would pass for the service's answer.
      if (!isTunnelOpen) {
        const refuses = statusCode >= 400 && statusCode < 500 && !PASSING.includes(statusCode);
        const why = `the proxy that ${proxy} names answered ${statusCode} instead of opening a tunnel`;
        fail(new TransportFailure(refuses ? "PROXY_REFUSED" : "PROXY_FAILED", why));
      }
    });
    outgoing.on("response", (incoming) => {
      readBody(incoming).then((body) => resolve({ ...headOf(incoming), body }), fail);
    });
    outgoing.end();
  });
}

function open(protocol: WireRequest["protocol"], options: RequestOptions): ClientRequest {
  try {
    return (protocol === "https" ? https : http).request(options);
  } catch (error) {
    // Node throws here for a header that can't be sent (ERR_INVALID_CHAR).
    throw failureOf(error as Error, { unsent: true });
  }
}

/**
 * Calls `listener` when the connection is ready, just before Node writes the request. With TLS, that is after the
 * service's certificate has been accepted. If the connection is already ready, calls it at once.
 */
function onWritable(outgoing: ClientRequest, protocol: WireRequest["protocol"], listener: () => void): void {
  outgoing.once("socket", (socket: Socket & { secureConnecting?: boolean }) => {
    const isReady = !socket.connecting && socket.secureConnecting !== true;
    if (isReady) listener();
    else socket.once(protocol === "https" ? "secureConnect" : "connect", listener);
  });
}

function headOf({ statusCode = 0, headers }: IncomingMessage): Omit<WireResponse, "body"> {
  // Node joins all repeated headers itself except these.
  const { "set-cookie": cookies } = headers;
  const flat = cookies === undefined ? headers : { ...headers, "set-cookie": cookies.join(", ") };
  return { status: statusCode, headers: flat as Record<string, string> };
}

function failureOf(
  error: Error & { code?: string; errors?: Error[] },
  facts: { reusedSocket?: boolean; unsent: boolean; proxy?: string },
): TransportFailure {
  const { code = "UNKNOWN" } = error;
  if (facts.proxy !== undefined && !(error instanceof TransportFailure)) {
    // Node's message would show the host of the proxy.
    return new TransportFailure(code, `no connection to the proxy that ${facts.proxy} names`, facts);
  }
  // If a name has several addresses, Node throws all failures in one error with an empty message.
  const message = error.message || error.errors?.map((each) => each.message).join("; ") || "no reason given";
  return new TransportFailure(code, message, facts);
}
