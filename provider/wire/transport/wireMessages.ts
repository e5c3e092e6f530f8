/** One HTTP request without a body. */
export interface WireRequest {
  method: string;
  protocol: "http" | "https";
  /** `host[:port]`; an IPv6 address is in brackets. */
  host: string;
  path: string;
  headers: Record<string, string>;
  /** Not encoded. */
  query: Record<string, string>;
}

export interface WireResponse {
  status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  headers: Record<string, string>;
  /** Decompressed, read as UTF-8. */
  body: string;
}

/**
 * One HTTP exchange: no retry, and a redirect is an answer like any other.
 * @param options.timeoutMs - for everything from the call to the last byte of the answer
 * @throws TransportFailure, for an aborted `signal` too
 */
export type Send = (
  request: WireRequest,
  options: { timeoutMs: number; signal?: AbortSignal | undefined },
) => Promise<WireResponse>;
