import type { Properties } from "../../../provider/lifecycle/properties";
import type { RowOwner } from "../hooks/hookRow";
import { previewInHook } from "../hooks/previewInHook";
import type { ProgramPreviews } from "../hooks/programPreviews";

/** Shows in the row of a `DownloadTask` whether an `up` would start an export now. Never throws. */
export async function previewExport(
  owner: RowOwner,
  newInputs: Properties,
  previews: ProgramPreviews,
  signal: AbortSignal | undefined,
): Promise<void> {
  await previewInHook(owner, newInputs, previews, signal, async (inputs, connect, limits) => {
    const { taskPreview } = await import("../../../provider/lifecycle/task/taskPreview");
    const { previewTask } = await import("../../../provider/operations/previewTask");
    return await taskPreview(inputs, (request, onWarning) =>
      previewTask(request, connect(request.wanted), { ...limits, onWarning }),
    );
  });
}
