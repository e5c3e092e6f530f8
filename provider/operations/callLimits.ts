import type { Clock } from "../core/clock";
import type { CallLimits } from "../wire/rpc/rpcClient";

/** Returns the limits of a call whose caller can't set them: those of a read with `getDownloadTasks` by default. */
export function callLimits(clock: Pick<Clock, "now">, signal: AbortSignal | undefined): CallLimits {
  return { maxRetries: 5, callTimeoutMs: 30_000, deadline: clock.now() + 120_000, signal };
}
