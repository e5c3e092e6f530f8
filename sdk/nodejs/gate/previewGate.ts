import type { Properties } from "../../../provider/lifecycle/properties";
import type { RowOwner } from "../hooks/hookRow";
import { previewInHook } from "../hooks/previewInHook";
import type { ProgramPreviews } from "../hooks/programPreviews";

/** Shows in the gate's row what an `up` would do now. Never throws. */
export async function previewGate(
  owner: RowOwner,
  newInputs: Properties,
  previews: ProgramPreviews,
  signal: AbortSignal | undefined,
): Promise<void> {
  await previewInHook(owner, newInputs, previews, signal, async (inputs, connect, limits) => {
    const { gatePreview } = await import("../../../provider/lifecycle/gate/gatePreview");
    const { lookOnce } = await import("../../../provider/operations/look");
    return await gatePreview(inputs, (request) => lookOnce(request, connect(request.selection), limits));
  });
}
