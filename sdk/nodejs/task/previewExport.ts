import type { LookInPreview } from "../hooks/previewInHook";

/** Looks for the preview of a `DownloadTask`. Returns whether an `up` would start an export now. */
export const previewExport: LookInPreview = async (inputs, connect, limits) => {
  const { taskPreview } = await import("../../../provider/lifecycle/task/taskPreview");
  const { previewTask } = await import("../../../provider/operations/previewTask");
  return await taskPreview(inputs, (request, onWarning) =>
    previewTask(request, connect(request.wanted), { ...limits, onWarning }),
  );
};
