import type { PreviewLooks } from "../../../provider/connection/previewConnections";
import type { PreviewMemory } from "../../../provider/lifecycle/tellPreview";

/** State shared by the previews of all resources in one program run. */
export interface ProgramPreviews extends PreviewMemory {
  readonly looks: PreviewLooks;
}
