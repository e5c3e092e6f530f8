import type { EmulatedCredentials, EmulatedTask, ExportRules, Fault } from "./scenario";

/** One request to the emulator, and its answer. */
export interface LoggedRequest {
  /** Time of the request, milliseconds since the epoch. */
  at: number;
  /** Name of the operation, for example `CreateDownload`. */
  action: string;
  parameters: Record<string, string>;
  /** Access key id of the signer. Absent if the request was refused before the signer was known. */
  accessKeyId?: string;
  signatureValid: boolean;
  status: number;
  /** `Success`, or the code of the refusal. */
  code: string;
  /** Whether the operation was carried out, whatever became of its answer. */
  done: boolean;
  nonce: string;
}

/** An emulated DBS service on 127.0.0.1. */
export interface Emulator {
  url: string;
  hasTask(taskId: string): boolean;
  /** Adds tasks, and replaces those that exist already. Their `createdIn` is relative to now. */
  addTasks(tasks: readonly EmulatedTask[]): void;
  removeTask(taskId: string): boolean;
  /**
   * Changes a task. `createdIn` gives it a new creation time, relative to now. `restart` runs it again from the start under
   * the same id. Returns whether the task exists.
   */
  updateTask(taskId: string, change: Partial<EmulatedTask> & { restart?: boolean }): boolean;
  /** Ids of all tasks, in the order in which they were added or started. */
  taskIds(): readonly string[];
  addFaults(faults: readonly Fault[]): void;
  /** Replaces the scenario's rules for exports. */
  setExportRules(rules: ExportRules): void;
  setCredentials(credentials: readonly EmulatedCredentials[]): void;
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Restores the scenario's credentials and rules, and removes all tasks, faults and log entries. */
  reset(): void;
  close(): Promise<void>;
}
