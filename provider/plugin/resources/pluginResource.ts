import type { Caller, Connection } from "../../connection/caller";
import type { TaskSelection } from "../../core/query";
import type { Properties } from "../../lifecycle/properties";
import type { RecordedResource } from "../../lifecycle/recordedResource";
import type { ResourceRow } from "../../lifecycle/resourceRow";
import type { Preview } from "../../lifecycle/tellPreview";

/** What a creation gets. */
interface Creation {
  row: ResourceRow;
  caller: Caller;
  /** Is aborted when the engine cancels the run. */
  signal: AbortSignal;
  /** Seconds of `customTimeouts.create`; absent if the program sets none. */
  timeout?: number;
}

/** What the looks of a preview get. */
interface PreviewLimits {
  since: number;
  remaining: number;
  signal: AbortSignal;
}

/** A resource that was imported: its full id, its inputs and its properties. */
interface ImportedResource {
  id: string;
  inputs: Properties;
  outs: Properties;
}

/** A class of resources of the plugin. */
export interface PluginResource {
  recorded: RecordedResource;
  /** Creates a resource. The inputs are in the clear. */
  create(inputs: Properties, creation: Creation): Promise<{ id: string; outs: Properties }>;
  /** Returns warnings about the known inputs, which a preview shows before it looks. */
  advise?(known: Properties): readonly string[];
  /** Looks once for a preview. */
  preview(
    inputs: Properties,
    connect: (selection: Pick<TaskSelection, "regionCode" | "network">) => Connection,
    limits: PreviewLimits,
  ): Promise<Preview>;
  /**
   * Looks for a resource that no state holds.
   * @throws Error if it can't be imported, or does not exist
   */
  import(id: string, caller: Caller, signal: AbortSignal): Promise<ImportedResource>;
  /** Returns what the deletion of a resource says, if it says anything. */
  farewell?(id: string): string;
}
