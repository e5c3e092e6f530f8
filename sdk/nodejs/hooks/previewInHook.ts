import type { Connection } from "../../../provider/connection/caller";
import { withRegion } from "../../../provider/connection/withRegion";
import { DbsError } from "../../../provider/core/errors";
import type { TaskSelection } from "../../../provider/core/query";
import { hideInputs } from "../../../provider/core/text/hideInputs";
import type { Properties } from "../../../provider/lifecycle/properties";
import { type PreviewLook, tellPreview } from "../../../provider/lifecycle/tellPreview";
import { hideInLog, programCaller } from "../programCaller";
import { hookInputs } from "./hookInputs";
import { hookRow, type RowOwner } from "./hookRow";
import type { ProgramPreviews } from "./programPreviews";

/** Limits of the one look of a preview. */
interface PreviewLimits {
  /** Clock time of the oldest request whose answer still counts: any look of this preview is recent enough. */
  since: number;
  /** Maximum milliseconds. It is short because somebody is waiting to read the preview. */
  remaining: number;
  signal: AbortSignal | undefined;
}

/** Looks once for a preview. */
export type LookInPreview = (
  inputs: Properties,
  connect: (selection: Pick<TaskSelection, "regionCode" | "network">) => Connection,
  limits: PreviewLimits,
) => ReturnType<PreviewLook>;

/**
 * Shows in a resource's row what an `up` would do now. Never throws; see `tellPreview`.
 * @param signal - signal of `withSignal`; ends the look
 * @param lookWith - gets a connection whose looks all resources in the preview share
 */
export async function previewInHook(
  owner: RowOwner,
  newInputs: Properties,
  previews: ProgramPreviews,
  signal: AbortSignal | undefined,
  lookWith: LookInPreview,
): Promise<void> {
  const { known, unknown, secrets } = await hookInputs(newInputs);
  hideInLog(secrets);
  const look = async () => {
    try {
      const caller = await programCaller();
      const { createLooksByList } = await import("../../../provider/connection/looksByList");
      return await lookWith(
        await withRegion(known, caller.defaultRegion),
        (selection) => {
          const connection = caller.connect(selection);
          const looks =
            previews.looks.get(connection.looks) ?? createLooksByList(connection.clock, Number.POSITIVE_INFINITY);
          previews.looks.set(connection.looks, looks);
          return { ...connection, looks };
        },
        { since: Number.NEGATIVE_INFINITY, remaining: 10_000, signal },
      );
    } catch (error) {
      if (signal?.aborted) throw new DbsError("cancelled", "the look was cancelled");
      // Throw a new error. Resources that share a call also share its error, so the original must stay unchanged.
      const { message, kind, code } = error as DbsError;
      throw Object.assign(new Error(hideInputs(message, secrets)), { kind, code });
    }
  };
  await tellPreview({ known, unknown }, hookRow(owner, secrets), look, previews);
}
