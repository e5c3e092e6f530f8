import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { encodeQuery } from "./encodeQuery";
import { TransportFailure } from "./transportFailure";
import type { WireRequest, WireResponse } from "./wireMessages";

/** Maximum bytes of an answer, compressed or not. A page of 100 tasks is about 60 kB. */
const LARGEST_BODY = 16 * 2 ** 20;

const GZIP = /^(x-)?gzip$/i;

const unzip = promisify(gunzip);

/** The route of an exchange. */
interface Way {
  agent: Agent;
  /** The endpoint. */
  url: URL;
  /** Whether it goes through a proxy, whose agent must be told when to give up. */
  tunnelled: boolean;
}

/**
 * Sends a request and reads the whole answer.
 * @param signal - when it is aborted, the socket is destroyed and the signal's reason, a TransportFailure, is thrown
 */
export function exchange(request: WireRequest, way: Way, signal: AbortSignal): Promise<WireResponse> {
  const { protocol, method, path, query, headers } = request;
  const { agent, url, tunnelled } = way;
  const options: RequestOptions & { connectSignal?: AbortSignal } = {
    protocol: url.protocol,
    // Node expects an IPv6 address without brackets.
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    method,
    path: `${path}?${encodeQuery(query)}`,
    headers: { ...headers, "accept-encoding": "gzip" },
    agent,
    ...(tunnelled ? { connectSignal: signal } : {}),
  };
  return new Promise((resolve, reject) => {
    const outgoing = open(protocol, options);
    let unsent = true;
    const fail = (error: Error) => {
      reject(failureOf(error, { reusedSocket: outgoing.reusedSocket, unsent }));
      outgoing.destroy();
    };
    onWritable(outgoing, protocol, () => {
      unsent = false;
    });
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
    outgoing.on("error", fail);
    outgoing.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      // Without this, the proxy's refusal would pass for the service's answer.
      if (statusCode !== 200) {
        const code = statusCode >= 400 && statusCode < 500 ? "PROXY_REFUSED" : "PROXY_FAILED";
        fail(new TransportFailure(code, `the proxy answered ${statusCode} instead of opening a tunnel`));
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

/** Reads the body by events, because iterating over the answer would double the cost of a small exchange. */
function readBody(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const cutOff = () => {
      if (!incoming.complete) {
        reject(new TransportFailure("TRUNCATED", "the connection ended before the answer was complete"));
      }
    };
    incoming.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LARGEST_BODY) reject(tooLarge());
    });
    incoming.on("end", () => {
      const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const encoding = incoming.headers["content-encoding"] ?? "";
      resolve(body.length > 0 && GZIP.test(encoding) ? unpack(body) : body.toString("utf8"));
    });
    incoming.on("error", cutOff);
    incoming.on("close", cutOff);
  });
}

async function unpack(body: Buffer): Promise<string> {
  try {
    return (await unzip(body, { maxOutputLength: LARGEST_BODY })).toString("utf8");
  } catch (error) {
    const { code = "Z_DATA_ERROR", message } = error as NodeJS.ErrnoException;
    throw code === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge()
      : new TransportFailure(code, `the gzip body is broken: ${message}`);
  }
}

function tooLarge(): TransportFailure {
  return new TransportFailure("TOO_LARGE", `the answer is larger than ${LARGEST_BODY} bytes`);
}

function headOf({ statusCode = 0, headers }: IncomingMessage): Omit<WireResponse, "body"> {
  // Node joins all repeated headers itself except these.
  const { "set-cookie": cookies } = headers;
  const flat = cookies === undefined ? headers : { ...headers, "set-cookie": cookies.join(", ") };
  return { status: statusCode, headers: flat as Record<string, string> };
}

function failureOf(
  error: Error & { code?: string; errors?: Error[] },
  facts: { reusedSocket?: boolean; unsent: boolean },
): TransportFailure {
  // If a name has several addresses, Node throws all failures in one error with an empty message.
  const message = error.message || error.errors?.map((each) => each.message).join("; ") || "no reason given";
  return new TransportFailure(error.code ?? "UNKNOWN", message, facts);
}
