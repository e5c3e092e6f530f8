import type { Connection } from "../../connection/caller";
import { DbsError } from "../../core/errors";
import type { ExportRequest } from "../../core/exportRequest";
import { callLimits } from "../callLimits";
import { type CreatedDownload, createDownload } from "../createDownload";

/** Milliseconds that an answer gets after the caller's signal. */
const LAST_WORD = 1_500;

/** How a request to start an export ended. */
export type SendEnd =
  | { created: CreatedDownload }
  /** The service refused it because of another task. Certainly nothing was started. */
  | { refused: DbsError }
  /** The export may have been started. */
  | { open: DbsError };

/**
 * Sends the request to start an export. It leaves the process once; only a request that the service certainly did not
 * carry out is sent again. After `signal` nothing is sent any more. An answer on its way then gets 1.5 s, after which
 * its connection is closed.
 * @throws the error of a request that was certainly not carried out, for any reason but another task
 */
export async function sendExport(
  wanted: ExportRequest,
  { call, clock }: Pick<Connection, "call" | "clock">,
  signal: AbortSignal | undefined,
): Promise<SendEnd> {
  const cut = new AbortController();
  const answered = new AbortController();
  let isSent = false;
  const interrupt = () => {
    if (isSent) {
      clock.sleep(LAST_WORD, answered.signal).then(
        () => cut.abort(signal?.reason),
        () => {},
      );
    } else {
      cut.abort(signal?.reason);
    }
  };
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  const onSend = () => {
    if (signal?.aborted) throw new DbsError("cancelled", "nothing is sent after the signal");
    isSent = true;
  };
  try {
    return { created: await call(createDownload, wanted, { ...callLimits(clock, cut.signal), onSend }) };
  } catch (error) {
    const failure = error as DbsError;
    // An error without an outcome says nothing about the request, so it counts as one that may have been carried out.
    if (isSent && failure.outcome !== "notDone") return { open: failure };
    if (failure.kind === "conflict") return { refused: failure };
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    answered.abort("answered");
  }
}
