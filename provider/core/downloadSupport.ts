/** A question whether the backup sets of an instance can be exported. */
export interface SupportRequest {
  instanceName: string;
  regionCode: string;
  clusterName?: string;
}

/** Whether the backup sets of an instance can be exported, and the arguments of the question. */
export interface DownloadSupport extends SupportRequest {
  /** Whether the backup sets of the instance can be exported. */
  supported: boolean;
}
