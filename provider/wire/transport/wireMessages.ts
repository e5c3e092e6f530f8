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

/**
 * Makes one HTTP exchange. Does not retry, and returns a redirect like any other answer.
 * @param options.timeoutMs - milliseconds from the call to the last byte of the answer
 * @throws TransportFailure, also if `signal` is aborted
 */
export type Send = (
  request: WireRequest,
  options: { timeoutMs: number; signal?: AbortSignal | undefined },
) => Promise<WireResponse>;
