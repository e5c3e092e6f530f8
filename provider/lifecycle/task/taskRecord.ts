/** What a `DownloadTask` records of its task. */
export interface TaskRecord {
  taskId: string;
  /** Creation time of the task, ISO 8601 UTC with milliseconds. */
  gmtCreate: string;
  /** Whether the task existed already, so that nothing was started. */
  adopted: boolean;
}

/** Name and version of this form. Change the number when a field is added, removed or changes its meaning. */
export const TASK_RECORD_FORM = "task 1";

/** Returns the record of a task that was started or adopted. */
export function taskRecord({ taskId, gmtCreate, adopted }: TaskRecord): TaskRecord {
  return { taskId, gmtCreate, adopted };
}

/** Tells whether a value that another process handed over is the record of a task. */
export function isTaskRecord(value: unknown): value is TaskRecord {
  const { taskId, gmtCreate, adopted } = (value ?? {}) as Partial<Record<keyof TaskRecord, unknown>>;
  return (
    typeof taskId === "string" &&
    taskId !== "" &&
    typeof gmtCreate === "string" &&
    !Number.isNaN(Date.parse(gmtCreate)) &&
    typeof adopted === "boolean"
  );
}
