import { cleanText } from "../../core/text/cleanText";

/** The reason why an exchange brought no answer. Its message names no URL and no query, because they are signed. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  readonly code: string;
  readonly reusedSocket: boolean;
  readonly unsent: boolean;

  /**
   * @param code - one of Node's (`ECONNRESET`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `Z_DATA_ERROR`, …) or one of these:
   * `TIMEOUT`, `ABORTED`, `TRUNCATED` (the connection ended before the answer was complete), `TOO_LARGE`,
   * `PROXY_REFUSED` (the proxy answered 4xx), `PROXY_FAILED` (the proxy answered something else), `PROXY_UNUSABLE` (the
   * value of the proxy variable can't be used)
   * @param facts.reusedSocket - whether the connection had already served another request. Default: false
   * @param facts.unsent - whether nothing of the request was written. If in doubt, it counts as sent. Default: false
   */
  constructor(code: string, message: string, { reusedSocket = false, unsent = false } = {}) {
    super(cleanText(message));
    this.code = code;
    this.reusedSocket = reusedSocket;
    this.unsent = unsent;
  }
}
