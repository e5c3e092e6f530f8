import type { LookInPreview } from "../hooks/previewInHook";

/** Looks for the preview of a `DownloadTask`. Returns whether an `up` would start an export now. */
export const previewExport: LookInPreview = async (inputs, connect, limits) => {
  const { taskInputs } = await import("../../../provider/lifecycle/task/taskInputs");
  const { readTaskRequest } = await import("../../../provider/core/arguments/taskArguments");
  const { previewTask } = await import("../../../provider/operations/previewTask");
  const request = readTaskRequest(taskInputs(inputs), "DownloadTask");
  const warnings: string[] = [];
  const onWarning = (text: string) => void warnings.push(text);
  return { sentence: await previewTask(request, connect(request.wanted), { ...limits, onWarning }), warnings };
};
