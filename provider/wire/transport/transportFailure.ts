import { cleanText } from "../../core/text/cleanText";

/** Why an exchange brought no answer. Its message names no URL and no query, since these are signed. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  readonly code: string;
  readonly reusedSocket: boolean;
  readonly unsent: boolean;

  /**
   * @param code - Node's (`ECONNRESET`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `Z_DATA_ERROR`, …) or one of `TIMEOUT`, `ABORTED`,
   * `TRUNCATED` (the connection ended within the answer), `TOO_LARGE`, `PROXY_REFUSED` (the proxy answered 4xx),
   * `PROXY_FAILED` (it answered something else), `PROXY_UNUSABLE` (what the proxy variable says can't be used)
   * @param facts.reusedSocket - the request went out on a connection that had served another one. Default: no
   * @param facts.unsent - nothing of the request was written. Default: no, so that a doubt counts as sent
   */
  constructor(code: string, message: string, { reusedSocket = false, unsent = false } = {}) {
    super(cleanText(message));
    this.code = code;
    this.reusedSocket = reusedSocket;
    this.unsent = unsent;
  }
}
