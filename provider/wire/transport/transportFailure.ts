import { cleanText } from "../../core/text/cleanText";

/**
 * The reason why an HTTP exchange brought no answer. Its message names neither the URL nor the query, because they are
 * signed, nor the host of a proxy, because its variable may hold something else by mistake.
 */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  readonly code: string;
  readonly reusedSocket: boolean;
  readonly unsent: boolean;
  readonly proxy: string | undefined;

  /**
   * @param code - a Node.js error code (`ECONNRESET`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `Z_DATA_ERROR`, …) or one of
   *   these: `TIMEOUT`, `ABORTED`, `TRUNCATED` (the connection ended before the answer was complete), `TOO_LARGE`,
   *   `PROXY_REFUSED` (the proxy answered 4xx), `PROXY_FAILED` (the proxy answered something else), `PROXY_UNUSABLE`
   *   (the value of the proxy variable can't be used)
   * @param facts.reusedSocket - whether the connection had already served another request. Default: false
   * @param facts.unsent - whether it is certain that no part of the request was written. Default: false
   * @param facts.proxy - the variable that names the proxy, if the failure happened on the way to the proxy or in it
   */
  constructor(
    code: string,
    message: string,
    { reusedSocket = false, unsent = false, proxy }: { reusedSocket?: boolean; unsent?: boolean; proxy?: string } = {},
  ) {
    super(cleanText(message));
    this.code = code;
    this.reusedSocket = reusedSocket;
    this.unsent = unsent;
    this.proxy = proxy;
  }
}
