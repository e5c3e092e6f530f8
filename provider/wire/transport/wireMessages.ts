/** One HTTP request without a body. */
export interface WireRequest {
  method: string;
  protocol: "http" | "https";
  /** `host[:port]`, with an IPv6 address in brackets. */
  host: string;
  path: string;
  headers: Record<string, string>;
  /** Names and values, not encoded. */
  query: Record<string, string>;
}

export interface WireResponse {
  status: number;
  /** Names are in lower case. The values of a repeated header are joined by a comma. */
  headers: Record<string, string>;
  /** Decompressed and decoded as UTF-8. */
  body: string;
}

interface SendOptions {
  /** Milliseconds that the request may wait for a free connection. This time is not part of the exchange. */
  queueMs: number;
  /**
   * Called once, as soon as a connection is free. Returns the request, whose signature then holds the time of sending,
   * and the milliseconds from that moment to the last byte of the answer.
   */
  begin(): { request: WireRequest; timeoutMs: number };
  /**
   * Whether to open a connection for this request alone. A kept connection may have been closed by the other side
   * meanwhile, and then it is unknown whether the request arrived. Default: false
   */
  fresh?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Makes one HTTP exchange with an endpoint. Does not retry, and returns a redirect like any other answer.
 * @throws TransportFailure, also if `signal` is aborted
 */
export type Send = (endpoint: Pick<WireRequest, "protocol" | "host">, options: SendOptions) => Promise<WireResponse>;
