import type { TaskSelection } from "../core/query";
import type { Operation } from "../wire/rpc/operation";

/** Names one task. */
export type RetryDownloadTaskInput = Pick<TaskSelection, "regionCode" | "instanceName" | "clusterName"> & {
  taskId: string;
};

/**
 * Runs a failed task again under its own id. The answer tells nothing but its success, and the documented sample of a
 * success carries the texts of errors.
 */
export const retryDownloadTask: Operation<RetryDownloadTaskInput, void> = {
  action: "RetryDownloadTask",
  parameters: ({ regionCode, instanceName, clusterName, taskId }) => ({
    RegionCode: regionCode,
    InstanceName: instanceName,
    ...(clusterName !== undefined && { ClusterName: clusterName }),
    TaskId: taskId,
  }),
  parse: () => undefined,
  idempotent: false,
};
