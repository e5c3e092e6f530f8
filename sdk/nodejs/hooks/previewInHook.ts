import type { Connection } from "../../../provider/connection/caller";
import { withRegion } from "../../../provider/connection/withRegion";
import type { TaskSelection } from "../../../provider/core/query";
import { hidingLook } from "../../../provider/lifecycle/hidingLook";
import type { Properties } from "../../../provider/lifecycle/properties";
import { PREVIEW_TIMEOUT, type Preview, tellPreview } from "../../../provider/lifecycle/tellPreview";
import { hideInLog, programCaller } from "../programCaller";
import { hookInputs } from "./hookInputs";
import { hookRow, type RowOwner } from "./hookRow";
import type { ProgramPreviews } from "./programPreviews";

/** Limits of the one look of a preview. */
interface PreviewLimits {
  /** Clock time of the oldest request whose answer still counts: any look of this preview is recent enough. */
  since: number;
  /** Maximum milliseconds. */
  remaining: number;
  signal: AbortSignal | undefined;
}

/** Looks once for a preview. */
export type LookInPreview = (
  inputs: Properties,
  connect: (selection: Pick<TaskSelection, "regionCode" | "network">) => Connection,
  limits: PreviewLimits,
) => Promise<Preview>;

/** What a class of resources has to say in a preview. */
export interface ClassPreview {
  look: LookInPreview;
  /** Returns warnings about the known inputs, which are shown before the look. */
  advise?(known: Properties): readonly string[];
}

/**
 * Shows in a resource's row what an `up` would do now. Never throws; see `tellPreview`.
 * @param signal - signal of `withSignal`; ends the look
 * @param ofClass - its look gets a connection whose looks all resources in the preview share
 */
export async function previewInHook(
  owner: RowOwner,
  newInputs: Properties,
  previews: ProgramPreviews,
  signal: AbortSignal | undefined,
  ofClass: ClassPreview,
): Promise<void> {
  const { known, unknown, secrets } = await hookInputs(newInputs);
  hideInLog(secrets);
  const look = async () => {
    const caller = await programCaller();
    const { previewConnections } = await import("../../../provider/connection/previewConnections");
    const inputs = await withRegion(known, caller.defaultRegion);
    const limits = { since: Number.NEGATIVE_INFINITY, remaining: PREVIEW_TIMEOUT, signal };
    return await ofClass.look(inputs, previewConnections(caller, previews.looks), limits);
  };
  const warnings = ofClass.advise?.(known) ?? [];
  await tellPreview({ known, unknown, warnings }, hookRow(owner, secrets), hidingLook(look, secrets, signal), previews);
}
