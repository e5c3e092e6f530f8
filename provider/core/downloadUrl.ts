/** A request for the links to the files of an export. */
export interface UrlRequest {
  taskId: string;
  regionCode: string;
  instanceName?: string;
  clusterName?: string;
  /** Milliseconds for which the links are valid. */
  duration: number;
  network?: "public" | "vpc";
}

/** The links to the files of an export. A link that the service leaves out is absent. */
export interface DownloadLinks {
  /** Link that works from everywhere. */
  publicUrl?: string;
  /** Link that works from the VPCs of the task's region. */
  privateUrl?: string;
  /** Time at which the links expire, ISO 8601 UTC with milliseconds. Absent if the service gives none. */
  expiresAt?: string;
}

/** The links to the files of an export, and the arguments that name it. */
export interface DownloadUrl extends DownloadLinks {
  taskId: string;
  regionCode: string;
  instanceName?: string;
  /** Whether the task is expired. Its files are gone then, and there are no links. */
  expired: boolean;
}
