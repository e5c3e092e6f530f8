import type { Send, WireRequest, WireResponse } from "../../../provider/wire/transport/transport";

/**
 * Returns a function that sends a finished request. The request may wait for a free connection as long as its exchange
 * may take, unless `queueMs` says otherwise.
 */
export function sendNow(send: Send) {
  return (
    request: WireRequest,
    {
      timeoutMs,
      queueMs = timeoutMs,
      ...options
    }: { timeoutMs: number; queueMs?: number; fresh?: boolean; signal?: AbortSignal },
  ): Promise<WireResponse> => send(request, { queueMs, begin: () => ({ request, timeoutMs }), ...options });
}
