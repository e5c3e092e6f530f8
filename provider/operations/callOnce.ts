import type { Connection } from "../connection/caller";
import { DbsError } from "../core/errors";
import type { Operation } from "../wire/rpc/operation";
import type { CallLimits } from "../wire/rpc/rpcClient";

/** Milliseconds that an answer gets after the caller's signal. */
const LAST_WORD = 1_500;

/** How a call that must not be repeated blindly ended. */
export type OnceEnd<Output> =
  | { value: Output }
  /** The service certainly did not carry it out. */
  | { notDone: DbsError }
  /** The service may have carried it out. `sentAt` is the clock time in milliseconds at which it was sent. */
  | { open: DbsError; sentAt: number };

/**
 * Calls an operation that is not idempotent. The request leaves the process once; only one that the service certainly
 * did not carry out is sent again, within the limits. After the signal nothing is sent any more. An answer on its way
 * then gets 1.5 s, after which its connection is closed.
 */
export async function callOnce<Input, Output>(
  operation: Operation<Input, Output>,
  input: Input,
  { call, clock }: Pick<Connection, "call" | "clock">,
  { signal, ...limits }: Omit<CallLimits, "onSend">,
): Promise<OnceEnd<Output>> {
  const cut = new AbortController();
  const answered = new AbortController();
  let sentAt: number | undefined;
  const interrupt = () => {
    if (sentAt === undefined) {
      cut.abort(signal?.reason);
    } else {
      clock.sleep(LAST_WORD, answered.signal).then(
        () => cut.abort(signal?.reason),
        () => {},
      );
    }
  };
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  const onSend = () => {
    if (signal?.aborted) throw new DbsError("cancelled", "nothing is sent after the signal");
    sentAt = clock.now();
  };
  try {
    return { value: await call(operation, input, { ...limits, signal: cut.signal, onSend }) };
  } catch (error) {
    const failure = error as DbsError;
    // An error without an outcome says nothing about the request, so a request that was sent may have been carried out.
    return sentAt === undefined || failure.outcome === "notDone" ? { notDone: failure } : { open: failure, sentAt };
  } finally {
    signal?.removeEventListener("abort", interrupt);
    answered.abort("answered");
  }
}
