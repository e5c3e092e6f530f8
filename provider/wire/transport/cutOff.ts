import { formatDuration } from "../../core/text/formatDuration";
import { TransportFailure } from "./transportFailure";

/**
 * Creates the signal that ends an exchange early: when its time is over, or when its caller aborts it. The reason is a
 * TransportFailure that counts as unsent; an exchange that has sent something knows better.
 * @param timeoutMs - time for the exchange, from now on
 * @returns the signal, and `release`, after which nothing ends the exchange early
 */
export function cutOff(timeoutMs: number, caller: AbortSignal | undefined): { signal: AbortSignal; release(): void } {
  // Not AbortSignal.any: on Node 20 a signal that lives for hours keeps each of its followers (nodejs/node#54614).
  const controller = new AbortController();
  const cut = (code: string, why: string) => controller.abort(new TransportFailure(code, why, { unsent: true }));
  const timer = setTimeout(() => cut("TIMEOUT", `no complete answer within ${formatDuration(timeoutMs)}`), timeoutMs);
  const abort = () => cut("ABORTED", "the call was aborted");
  if (caller?.aborted) abort();
  else caller?.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", abort);
    },
  };
}
