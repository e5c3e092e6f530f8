import type { LookInPreview } from "../hooks/previewInHook";

/** Looks for the preview of a gate. Returns what the gate would do now. */
export const previewGate: LookInPreview = async (inputs, connect, limits) => {
  const { gatePreview } = await import("../../../provider/lifecycle/gate/gatePreview");
  const { lookOnce } = await import("../../../provider/operations/look");
  return await gatePreview(inputs, (request) => lookOnce(request, connect(request.selection), limits));
};
