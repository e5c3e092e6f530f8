import { adviseOnExport } from "../../../provider/core/verdict/adviseOnExport";
import type { ClassPreview } from "../hooks/previewInHook";

/** Tells the preview of a `DownloadTask` whether an `up` would start an export now. */
export const previewExport: ClassPreview = {
  advise: adviseOnExport,
  async look(inputs, connect, limits) {
    const { taskPreview } = await import("../../../provider/lifecycle/task/taskPreview");
    const { previewTask } = await import("../../../provider/operations/previewTask");
    return await taskPreview(inputs, (request) => previewTask(request, connect(request.wanted), limits));
  },
};
