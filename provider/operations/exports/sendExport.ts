import type { Connection } from "../../connection/caller";
import type { DbsError } from "../../core/errors";
import type { ExportRequest } from "../../core/exportRequest";
import { callLimits } from "../callLimits";
import { callOnce } from "../callOnce";
import { type CreatedDownload, createDownload } from "../createDownload";

/** How a request to start an export ended. */
export type SendEnd =
  | { created: CreatedDownload }
  /** The service refused it because of another task. Certainly nothing was started. */
  | { refused: DbsError }
  /** The export may have been started. `sentAt` is the clock time in milliseconds at which it was sent. */
  | { open: DbsError; sentAt: number };

/**
 * Sends the request to start an export, at most once; see `callOnce`.
 * @throws the error of a request that was certainly not carried out, for any reason but another task
 */
export async function sendExport(
  wanted: ExportRequest,
  connection: Pick<Connection, "call" | "clock">,
  signal: AbortSignal | undefined,
): Promise<SendEnd> {
  const end = await callOnce(createDownload, wanted, connection, callLimits(connection.clock, signal));
  if ("value" in end) return { created: end.value };
  if ("open" in end) return end;
  if (end.notDone.kind === "conflict") return { refused: end.notDone };
  throw end.notDone;
}
