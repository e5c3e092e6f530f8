/** The documented states of a download task, in the order in which a task goes through them. */
export const TASK_STATES = ["initializing", "queueing", "running", "finished", "failed", "expired"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Progress of a running task, counted in tables. */
export interface TaskProgress {
  /** Number of tables that are done. */
  completed: number;
  /** Total number of tables; 0 while the task is being prepared. */
  total: number;
  /** Fraction of the tables that are done, from 0 to 1. Absent while `total` is 0. */
  fraction?: number;
}

/**
 * One download task as DescribeDownloadTask (DBS 2021-01-01) lists it. A field that the service leaves out is absent.
 */
export interface DownloadTaskDetails {
  /** Id of the task, for example `dt-s8rlujj6****`. */
  taskId: string;
  /** Region of the instance, for example `cn-hangzhou`. */
  regionCode?: string;
  /** Format of the exported files: `csv`, `sql` or `parquet`, in lower case. */
  format?: string;
  /** Databases that the task exports. Empty when the service names none, which means all of them. */
  dbList: string[];
  /** Id of the backup set that is exported. */
  bakSetId?: string;
  /** State of the task. A state that is not a {@link TaskState} is kept as the service sent it, in lower case. */
  downloadStatus: TaskState | (string & {});
  /** Number of bytes written so far. */
  exportDataSize?: number;
  /** Number of bytes read so far. */
  importDataSize?: number;
  /** Point in time that the backup set captures, ISO 8601 UTC with milliseconds. */
  backupSetTime?: string;
  /** Type of the target: `URL` or `OSS`, in upper case. */
  targetType?: string;
  /** Location of an export to OSS. An export of type URL has none. */
  targetPath?: string;
  /** Progress of a running task, counted in tables. */
  progress?: TaskProgress;
  /** Creation time of the task, ISO 8601 UTC with milliseconds. */
  gmtCreate: string;
  /** Fields that this version does not know or could not read, unchanged and under the service's own names. */
  unrecognized?: Record<string, unknown>;
}
