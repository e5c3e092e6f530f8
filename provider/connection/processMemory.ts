import type { TaskSelection } from "../core/query";
import { createTaskRetries, type TaskRetries } from "../core/wait/taskRetries";
import { createExportMemory, type ExportMemory } from "./exportMemory";

type Instance = Pick<TaskSelection, "regionCode" | "instanceName">;
type Cluster = Pick<TaskSelection, "regionCode" | "instanceName" | "clusterName">;

/**
 * What a process remembers of the tasks that it starts and retries. All its connections to the service share it,
 * whatever their network and identity, because they act on the same tasks.
 */
export interface ProcessMemory {
  /** Returns the memory of the exports of an instance, or of the named cluster of it. */
  exports: (cluster: Cluster) => ExportMemory;
  /**
   * Returns the retries that all waits for tasks of an instance share. The clusters of an instance are not told apart: a
   * task's id is the only one of its kind, and two gates may name one task with and without its cluster.
   */
  retries: (instance: Instance) => TaskRetries;
}

/** Creates the memory of a process. */
export function createProcessMemory(): ProcessMemory {
  const exports = new Map<string, ExportMemory>();
  const retries = new Map<string, TaskRetries>();
  return {
    exports: ({ regionCode, instanceName, clusterName }) =>
      kept(exports, [regionCode, instanceName, clusterName], createExportMemory),
    retries: ({ regionCode, instanceName }) => kept(retries, [regionCode, instanceName], createTaskRetries),
  };
}

function kept<T>(values: Map<string, T>, place: unknown[], create: () => T): T {
  const key = JSON.stringify(place);
  const value = values.get(key) ?? create();
  values.set(key, value);
  return value;
}
