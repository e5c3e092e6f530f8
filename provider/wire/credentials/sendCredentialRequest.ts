import http from "node:http";
import https from "node:https";
import { readBytes } from "../transport/readBytes";
import type { CredentialRequest, SendCredentialRequest } from "./fetchedCredentials";

/** Milliseconds for connecting and for the answer, if the library's request does not say. */
const CONNECT_TIMEOUT = 5_000;
const READ_TIMEOUT = 10_000;
/** Maximum bytes of an answer. One with a session is about 2 kB. */
const LARGEST_ANSWER = 2 ** 20;

/**
 * Sends a request to a service that gives credentials. The library's own sender is not used, because nothing can end
 * its requests: one that hangs keeps the process alive after Ctrl-C. Like the library's, this sender uses no proxy.
 */
export const sendCredentialRequest: SendCredentialRequest = async (request, signal) => {
  signal?.throwIfAborted();
  const url = new URL(request.toRequestURL());
  const limit = (request.connectTimeout ?? CONNECT_TIMEOUT) + (request.readTimeout ?? READ_TIMEOUT);
  // One timer covers the whole exchange, so that a service that sends a byte now and then can't prolong it.
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(timeout(limit)), limit);
  const leave = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", leave, { once: true });
  try {
    const response = await exchange(url, request, stop.signal);
    const body = await readBytes(response, LARGEST_ANSWER);
    return { statusCode: response.statusCode ?? 0, headers: response.headers as Record<string, string>, body };
  } catch (error) {
    stop.signal.throwIfAborted();
    // This closes the connection of an answer that is too large.
    stop.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
};

function exchange(url: URL, request: CredentialRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request: open } = url.protocol === "https:" ? https : http;
    const { method, headers, bodyForm = {} } = request;
    const encode = encodeURIComponent;
    const form = Object.entries(bodyForm).map(([name, value]) => `${encode(name)}=${encode(value)}`);
    // Without keep-alive, no idle socket outlives the request.
    open(url, { method, headers: { ...headers }, agent: false, signal }, resolve)
      .on("error", reject)
      .end(form.join("&"));
  });
}

function timeout(limit: number): Error {
  return Object.assign(new Error(`no answer within ${limit / 1000} s`), { code: "ETIMEDOUT" });
}
