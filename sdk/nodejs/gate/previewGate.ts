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
    const { gateInputs } = await import("../../../provider/lifecycle/gate/gateInputs");
    const { wouldText } = await import("../../../provider/lifecycle/gate/wouldText");
    const { readGateRequest } = await import("../../../provider/core/arguments/gateArguments");
    const { lookOnce } = await import("../../../provider/operations/look");
    const request = readGateRequest(gateInputs(inputs), "DownloadTasksGate");
    const verdict = await lookOnce(request, connect(request.selection), limits);
    return { sentence: wouldText(verdict, request.timeout), warnings: verdict.warnings };
  });
}
