import type { Connection } from "../../../provider/connection/caller";
import type { LooksByList } from "../../../provider/connection/looksByList";
import type { PreviewMemory } from "../../../provider/lifecycle/tellPreview";

/** State shared by the previews of all resources in one program run. */
export interface ProgramPreviews extends PreviewMemory {
  /**
   * The looks made in this preview, by connection. They are kept however long the program takes to reach its next
   * resource.
   */
  readonly looks: WeakMap<Connection["looks"], LooksByList>;
}
