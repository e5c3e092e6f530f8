import type { EmulatedCredentials, EmulatedTask, Fault } from "./scenario";

/** One request, as it was answered. */
export interface LoggedRequest {
  at: number;
  parameters: Record<string, string>;
  /** Absent where the request was refused before it was known. */
  accessKeyId?: string;
  signatureValid: boolean;
  status: number;
  /** `Success`, or the code of the refusal. */
  code: string;
  nonce: string;
}

/** A DBS service of its own, on 127.0.0.1. */
export interface Emulator {
  url: string;
  /** Adds tasks; `createdIn` counts from now. */
  addTasks(tasks: readonly EmulatedTask[]): void;
  removeTask(taskId: string): boolean;
  updateTask(taskId: string, change: Partial<EmulatedTask> & { restart?: boolean }): boolean;
  addFaults(faults: readonly Fault[]): void;
  setCredentials(credentials: readonly EmulatedCredentials[]): void;
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** Back to the scenario's credentials, without tasks, faults and log. */
  reset(): void;
  close(): Promise<void>;
}
