import type { EmulatedTask } from "./scenario";

/** Seconds until a finished URL export expires: three days (the operation's reference page). */
const URL_EXPIRY = 3 * 24 * 3600;

export interface StoredTask extends EmulatedTask {
  /** Milliseconds since the epoch. */
  created: number;
  /** Time at which the task began or was last retried, in milliseconds since the epoch. */
  started: number;
  /** Time from which lists hold the task, in milliseconds since the epoch. Default: from its creation. */
  listedFrom?: number;
  /** Time until which lists still show the task as failed after a retry, in milliseconds since the epoch. */
  listedFailedUntil?: number;
  /** Bucket of an OSS export that was started here. */
  targetBucket?: string;
}

export interface TaskStore {
  add(tasks: readonly EmulatedTask[]): void;
  /** Adds a task that an operation has started. */
  start(task: StoredTask): void;
  /**
   * Runs a failed task again under the same id, with the next of its `retries`.
   * @param lag - milliseconds for which lists still show it as failed
   */
  retry(taskId: string, lag: number): void;
  remove(taskId: string): boolean;
  /** Changes a task. `restart` runs it again from the start under the same id. */
  update(taskId: string, change: Partial<EmulatedTask> & { restart?: boolean }): boolean;
  clear(): void;
  all(): readonly StoredTask[];
}

export function createTaskStore(now: () => number): TaskStore {
  const tasks = new Map<string, StoredTask>();
  return {
    add: (added) => {
      for (const task of added) {
        const created = Math.round(now() + task.createdIn * 1000);
        tasks.set(task.taskId, { ...task, created, started: created });
      }
    },
    start: (task) => void tasks.set(task.taskId, task),
    retry: (taskId, lag) => {
      const task = tasks.get(taskId);
      if (task === undefined) return;
      const [life, ...retries] = task.retries ?? [];
      const again = { initializing: 0, queueing: 0, running: 0, outcome: "finished" as const, ...life };
      tasks.set(taskId, { ...task, ...again, retries, started: now(), listedFailedUntil: now() + lag });
    },
    remove: (taskId) => tasks.delete(taskId),
    update: (taskId, { restart, ...change }) => {
      const task = tasks.get(taskId);
      if (task === undefined) return false;
      const renewed = change.createdIn === undefined ? {} : { created: Math.round(now() + change.createdIn * 1000) };
      tasks.set(taskId, { ...task, ...change, ...renewed, ...(restart ? { started: now() } : {}) });
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
  const age = (now - task.started) / 1000;
  if (age < initializing) return { state: "initializing", share: 0 };
  if (age < initializing + queueing) return { state: "queueing", share: 0 };
  const ran = age - initializing - queueing;
  if (ran < running) return { state: "running", share: ran / running };
  const expired = outcome === "finished" && ran - running >= expiresIn;
  return { state: expired ? "expired" : outcome, share: outcome === "finished" ? 1 : 0.5 };
}

/** Returns a task's state as lists show it, which lags behind a retry. */
export function listedLifeAt(task: StoredTask, now: number): { state: string; share: number } {
  return now < (task.listedFailedUntil ?? 0) ? { state: "failed", share: 0.5 } : lifeAt(task, now);
}
