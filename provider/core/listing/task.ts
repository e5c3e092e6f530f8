/** The states of a download task that the API documents, in the order of a task's life. */
export const TASK_STATES = ["initializing", "queueing", "running", "finished", "failed", "expired"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** How far a running task is, in tables. */
export interface TaskProgress {
  /** Tables that are done. */
  completed: number;
  /** Tables in all; 0 while the task is being prepared. */
  total: number;
  /** `completed / total`, from 0 to 1. Absent while `total` is 0. */
  fraction?: number;
}

/**
 * One download task, as DescribeDownloadTask (DBS 2021-01-01) lists it. A field that the service leaves out is absent.
 */
export interface DownloadTaskDetails {
  /** For example `dt-s8rlujj6****`. */
  taskId: string;
  /** The region of the instance, for example `cn-hangzhou`. */
  regionCode?: string;
  /** The format of the exported files: `csv`, `sql` or `parquet`, in lower case. */
  format?: string;
  /** The databases that the task exports. Empty when the service names none: then it exports all. */
  dbList: string[];
  /** The backup set that is exported. */
  bakSetId?: string;
  /** The state, in lower case. A word that is no {@link TaskState} is kept as it came, folded to lower case. */
  downloadStatus: TaskState | (string & {});
  /** Bytes written so far. */
  exportDataSize?: number;
  /** Bytes read so far. */
  importDataSize?: number;
  /** The point in time that the backup set holds, ISO 8601 UTC with milliseconds. */
  backupSetTime?: string;
  /** `URL` or `OSS`, in upper case. */
  targetType?: string;
  /** Where an export to OSS lies. URL exports carry none. */
  targetPath?: string;
  progress?: TaskProgress;
  /** When the task was created, ISO 8601 UTC with milliseconds. */
  gmtCreate: string;
  /** Fields of the answer that this version does not know or could not read, under the service's own names, as they came. */
  unrecognized?: Record<string, unknown>;
}
