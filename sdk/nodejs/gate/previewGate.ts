import type { Connection } from "../../../provider/connection/caller";
import type { LooksByList } from "../../../provider/connection/looksByList";
import { withRegion } from "../../../provider/connection/withRegion";
import { DbsError } from "../../../provider/core/errors";
import { hideInputs } from "../../../provider/core/text/hideInputs";
import type { Properties } from "../../../provider/lifecycle/properties";
import { type PreviewLook, type PreviewMemory, tellPreview } from "../../../provider/lifecycle/tellPreview";
import { hideInLog, programCaller } from "../programCaller";
import { gateRow, type RowOwner } from "../hooks/hookRow";
import { hookInputs } from "../hooks/hookInputs";

/** Maximum milliseconds for a preview's look. It is short because somebody is waiting to read the preview. */
const LOOK_TIMEOUT = 10_000;

/** State shared by the previews of all gates in one program run. */
export interface ProgramPreviews extends PreviewMemory {
  /**
   * The looks made in this preview, by connection. They are kept however long the program takes to reach its next gate.
   */
  readonly looks: WeakMap<Connection["looks"], LooksByList>;
}

/**
 * Shows in the gate's row what an `up` would do now. Never throws; see `tellPreview`.
 * @param signal - signal of `withSignal`; ends the look
 */
export async function previewGate(
  owner: RowOwner,
  newInputs: Properties,
  previews: ProgramPreviews,
  signal?: AbortSignal,
): Promise<void> {
  const { known, unknown, secrets } = await hookInputs(newInputs);
  hideInLog(secrets);
  const look = async () => {
    try {
      return await lookAt(known, previews, signal);
    } catch (error) {
      if (signal?.aborted) throw new DbsError("cancelled", "the look was cancelled");
      // Throw a new error. Gates that share a call also share its error, so the original must stay unchanged.
      const { message, kind, code } = error as DbsError;
      throw Object.assign(new Error(hideInputs(message, secrets)), { kind, code });
    }
  };
  await tellPreview({ known, unknown }, gateRow(owner, secrets), look, previews);
}

async function lookAt(
  inputs: Properties,
  { looks: ofPreview }: ProgramPreviews,
  signal: AbortSignal | undefined,
): ReturnType<PreviewLook> {
  const caller = await programCaller();
  const { gateInputs } = await import("../../../provider/lifecycle/gate/gateInputs");
  const { readGateRequest } = await import("../../../provider/core/arguments/gateArguments");
  const { lookOnce } = await import("../../../provider/operations/look");
  const request = readGateRequest(await withRegion(gateInputs(inputs), caller.defaultRegion), "DownloadTasksGate");
  const { createLooksByList } = await import("../../../provider/connection/looksByList");
  const connection = caller.connect(request.selection);
  const looks = ofPreview.get(connection.looks) ?? createLooksByList(connection.clock, Number.POSITIVE_INFINITY);
  ofPreview.set(connection.looks, looks);
  // Any look of this preview is recent enough.
  const verdict = await lookOnce(
    request,
    { ...connection, looks },
    { since: Number.NEGATIVE_INFINITY, remaining: LOOK_TIMEOUT, signal },
  );
  return { verdict, timeout: request.timeout };
}
