import type { EmulatedTask } from "./scenario";

/**
 * A task as the service lists it. Every value is a string, and fields without a value are absent, as in an answer
 * captured in 2024-07.
 */
export type WireItem = Record<string, string>;

/** Seconds until a finished URL export expires: three days (the operation's reference page). */
const URL_EXPIRY = 3 * 24 * 3600;

export interface StoredTask extends EmulatedTask {
  /** Milliseconds since the epoch. */
  created: number;
}

export interface TaskStore {
  add(tasks: readonly EmulatedTask[]): void;
  has(taskId: string): boolean;
  remove(taskId: string): boolean;
  /** Changes a task. `restart` runs it again from the start under the same id, as RetryDownloadTask does. */
  update(taskId: string, change: Partial<EmulatedTask> & { restart?: boolean }): boolean;
  clear(): void;
  all(): readonly StoredTask[];
}

export function createTaskStore(now: () => number): TaskStore {
  const tasks = new Map<string, StoredTask>();
  return {
    add: (added) => {
      for (const task of added) tasks.set(task.taskId, { ...task, created: Math.round(now() + task.createdIn * 1000) });
    },
    has: (taskId) => tasks.has(taskId),
    remove: (taskId) => tasks.delete(taskId),
    update: (taskId, { restart, ...change }) => {
      const task = tasks.get(taskId);
      if (task === undefined) return false;
      // A restart keeps the creation time, and moves only the states that come after it.
      const waited = restart ? { initializing: (now() - task.created) / 1000 + (change.initializing ?? 0) } : {};
      const renewed = change.createdIn === undefined ? {} : { created: Math.round(now() + change.createdIn * 1000) };
      tasks.set(taskId, { ...task, ...change, ...waited, ...renewed });
      return true;
    },
    clear: () => tasks.clear(),
    all: () => [...tasks.values()],
  };
}

/** Returns a task's state at a given time, and the share of its running time that has passed, from 0 to 1. */
export function lifeAt(task: StoredTask, now: number): { state: string; share: number } {
  const { initializing = 0, queueing = 0, running = 0, outcome = "finished", targetType = "OSS" } = task;
  const expiresIn = task.expiresIn ?? (targetType === "URL" ? URL_EXPIRY : Number.POSITIVE_INFINITY);
  const age = (now - task.created) / 1000;
  if (age < initializing) return { state: "initializing", share: 0 };
  if (age < initializing + queueing) return { state: "queueing", share: 0 };
  const ran = age - initializing - queueing;
  if (ran < running) return { state: "running", share: ran / running };
  const expired = outcome === "finished" && ran - running >= expiresIn;
  return { state: expired ? "expired" : outcome, share: outcome === "finished" ? 1 : 0.5 };
}

export function toWire(task: StoredTask, now: number): WireItem {
  const { state, share } = lifeAt(task, now);
  const { tables = 10, bytes = 1_000_000, targetType = "OSS" } = task;
  const counted = state !== "initializing" && state !== "queueing";
  return {
    TaskId: task.taskId,
    RegionCode: task.regionCode ?? "cn-hangzhou",
    Format: task.format ?? "csv",
    ...(task.dbList === undefined ? {} : { DbList: `[${task.dbList.join(",")}]` }),
    BakSetId: task.bakSetId ?? "b-1",
    DownloadStatus: state,
    ExportDataSize: String(Math.floor(share * bytes)),
    ImportDataSize: String(Math.floor(share * bytes)),
    BackupSetTime: String(task.backupSetTime ?? task.created - 3_600_000),
    TargetType: targetType,
    ...(targetType === "OSS" ? { TargetPath: task.targetPath ?? `oss://exports/${task.taskId}` } : {}),
    Progress: counted ? `${Math.floor(share * tables)}/${tables}` : "0/0",
    GmtCreate: String(task.created),
  };
}
