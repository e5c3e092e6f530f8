import type { LookInPreview } from "../hooks/previewInHook";

/** Looks for the preview of a gate. Returns what the gate would do now. */
export const previewGate: LookInPreview = async (inputs, connect, limits) => {
  const { gateInputs } = await import("../../../provider/lifecycle/gate/gateInputs");
  const { wouldText } = await import("../../../provider/lifecycle/gate/wouldText");
  const { readGateRequest } = await import("../../../provider/core/arguments/gateArguments");
  const { lookOnce } = await import("../../../provider/operations/look");
  const request = readGateRequest(gateInputs(inputs), "DownloadTasksGate");
  const verdict = await lookOnce(request, connect(request.selection), limits);
  return { sentence: wouldText(verdict, request.timeout), warnings: verdict.warnings };
};
