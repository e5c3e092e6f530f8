import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { CutOff } from "./cutOff";
import { encodeQuery } from "./encodeQuery";
import { TransportFailure } from "./transportFailure";
import type { WireRequest, WireResponse } from "./wireMessages";

/** The largest answer that is read, compressed or not: a page of 100 tasks is about 60 kB. */
const LARGEST_BODY = 16 * 2 ** 20;

const GZIP = /^(x-)?gzip$/i;

const unzip = promisify(gunzip);

/** The way that an exchange takes. */
interface Way {
  agent: Agent;
  /** The endpoint. */
  url: URL;
  /** Through a proxy, whose agent must be told when to give up. */
  tunnelled: boolean;
}

/** Sends a request and reads the whole answer. When it is cut off, the socket is destroyed and the reason is thrown. */
export function exchange(request: WireRequest, way: Way, cutOff: CutOff): Promise<WireResponse> {
  const { protocol, method, path, query, headers } = request;
  const { agent, url, tunnelled } = way;
  const options: RequestOptions & { connectSignal?: AbortSignal } = {
    protocol: url.protocol,
    // Node takes an IPv6 address without its brackets.
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    method,
    path: `${path}?${encodeQuery(query)}`,
    headers: { ...headers, "accept-encoding": "gzip" },
    agent,
    ...(tunnelled ? { connectSignal: cutOff.signal() } : {}),
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
    cutOff.onCut(fail);
    outgoing.on("error", fail);
    outgoing.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      // Otherwise the proxy's refusal would be taken for the service's answer.
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
    // A header that can't be sent: ERR_INVALID_CHAR.
    throw failureOf(error as Error, { unsent: true });
  }
}

/**
 * Calls `tell` right before Node writes the request. That is when its connection is established, and with TLS when the
 * service's certificate is accepted. A connection that is ready already counts at once.
 */
function onWritable(outgoing: ClientRequest, protocol: WireRequest["protocol"], tell: () => void): void {
  outgoing.once("socket", (socket: Socket & { secureConnecting?: boolean }) => {
    const isReady = !socket.connecting && socket.secureConnecting !== true;
    if (isReady) tell();
    else socket.once(protocol === "https" ? "secureConnect" : "connect", tell);
  });
}

/** By events: iterating over the answer costs as much again as all else of a small exchange. */
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
  // Node joins repeated headers itself, all but these.
  const { "set-cookie": cookies } = headers;
  const flat = cookies === undefined ? headers : { ...headers, "set-cookie": cookies.join(", ") };
  return { status: statusCode, headers: flat as Record<string, string> };
}

function failureOf(
  error: Error & { code?: string; errors?: Error[] },
  facts: { reusedSocket?: boolean; unsent: boolean },
): TransportFailure {
  // Where a name has several addresses, Node throws all failures at once, with an empty message.
  const message = error.message || error.errors?.map((each) => each.message).join("; ") || "no reason given";
  return new TransportFailure(error.code ?? "UNKNOWN", message, facts);
}
