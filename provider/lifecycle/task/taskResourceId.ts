/** What the id of a `DownloadTask` holds. */
export interface TaskId {
  regionCode: string;
  instanceName: string;
  taskId: string;
  clusterName?: string;
}

/** Returns `<region>:<instance>:<taskId>`, with `:<clusterName>` after it if there is one. */
export function taskResourceId({ regionCode, instanceName, taskId, clusterName }: TaskId): string {
  return [regionCode, instanceName, taskId, ...(clusterName === undefined ? [] : [clusterName])].join(":");
}
