import type { EmulatedTask, TaskLife } from "../scenario";
import { checkFields, type Rules } from "./checkFields";
import { AMOUNT, FLAG, LIST, NUMBER, required, TEXT, TEXTS, word } from "./rules";

/** The rules for a task's life, which also holds for each export that a call starts and for each retry. */
export const LIFE: Rules<TaskLife> = {
  initializing: AMOUNT,
  queueing: AMOUNT,
  running: AMOUNT,
  outcome: word("finished", "failed", "undocumented"),
};

const TASK: Rules<EmulatedTask> = {
  taskId: required(TEXT),
  instanceName: required(TEXT),
  createdIn: required({ ...NUMBER, must: "a number of seconds from now, negative in the past" }),
  ...LIFE,
  retries: LIST,
  expiresIn: AMOUNT,
  tables: AMOUNT,
  bytes: AMOUNT,
  taskType: word("full", "pitr"),
  clusterName: TEXT,
  regionCode: TEXT,
  format: word("csv", "csv-with-header", "sql", "parquet", "bson", "qp.xb"),
  dbList: TEXTS,
  bakSetId: TEXT,
  backupSetTime: NUMBER,
  targetType: word("URL", "OSS"),
  targetPath: TEXT,
};

/** A change of a task. Its id and its creation time can't be changed. */
export type TaskChange = Omit<Partial<EmulatedTask>, "taskId" | "createdIn"> & { restart?: boolean };

const { taskId: _id, createdIn: _createdIn, ...changeable } = TASK;
const CHANGE: Rules<TaskChange> = {
  ...changeable,
  instanceName: TEXT,
  restart: FLAG,
};

/**
 * Reads a list of tasks.
 * @param where - the list's place, for messages
 * @throws Error that names the problem
 */
export function readTasks(value: unknown, where = "tasks"): EmulatedTask[] {
  if (!Array.isArray(value)) throw new Error(`${where} must be a list`);
  const at = new Map<string, number>();
  return value.map((task: unknown, index) => {
    checkFields<EmulatedTask>(`${where}[${index}]`, task, TASK);
    checkRetries(`${where}[${index}]`, task.retries);
    const twin = at.get(task.taskId);
    if (twin !== undefined) throw new Error(`${where}[${index}]: ${where}[${twin}] has the taskId ${task.taskId} too`);
    at.set(task.taskId, index);
    return task;
  });
}

/** @throws Error that names the problem */
export function readTaskChange(value: unknown): TaskChange {
  checkFields<TaskChange>("the change of a task", value, CHANGE);
  checkRetries("the change of a task", value.retries);
  return value;
}

/** Checks what happens after each retry of a task. */
export function checkRetries(where: string, retries: readonly unknown[] = []): void {
  for (const [at, life] of retries.entries()) checkFields<TaskLife>(`${where}.retries[${at}]`, life, LIFE);
}
