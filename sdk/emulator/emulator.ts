import type { EmulatedCredentials, EmulatedTask, ExportRules, Fault } from "./scenario";

/** One request to the emulator, and its answer. */
export interface LoggedRequest {
  /** Time of the request on the emulator's clock, in milliseconds since the epoch. */
  at: number;
  /** Name of the operation, for example `CreateDownload`. */
  action: string;
  /** Parameters by the names of the API, for example `InstanceName`. */
  parameters: Record<string, string>;
  /** Access key id of the signer. Absent if the request was refused before the signer was known. */
  accessKeyId?: string;
  /** Whether the signature, its time stamp and its nonce were accepted, and the signer was not denied the operation. */
  signatureValid: boolean;
  /** HTTP status of the service's own answer, whatever a fault sent instead. */
  status: number;
  /** `Success`, or the code of the refusal. */
  code: string;
  /** Whether the operation was carried out, whatever became of its answer. */
  done: boolean;
}

/** An emulated DBS service on 127.0.0.1. */
export interface Emulator {
  /** Address of the service, for `alicloud-dbs:endpoint` or `ALIBABA_CLOUD_ENDPOINT_DBS`: `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Returns the time on the emulator's clock, in milliseconds since the epoch. */
  now(): number;
  /**
   * Moves the emulator's clock forwards. The states of tasks, the ends of links and sessions, and the time stamps of what
   * happens next all follow from this clock. Time stamps of requests are still checked by the time before the move,
   * because the clocks of the programs that sign them did not move.
   * @param time - a number of seconds, or a text such as `"90s"`, `"1h30m"` or `"3d"`
   * @throws Error if `time` has another form or is negative
   */
  advance(time: string | number): void;
  /**
   * Adds tasks, and replaces those that exist already. Their `createdIn` is relative to now.
   * @throws Error that names the field with the problem, if a task has an unknown field or a wrong value
   */
  addTasks(tasks: readonly EmulatedTask[]): void;
  /** Removes a task. Returns whether it existed. */
  removeTask(taskId: string): boolean;
  /**
   * Changes a task. `createdIn` gives it a new creation time, relative to now. `restart` runs it again from the start under
   * the same id. Returns whether the task exists.
   * @throws Error that names the field with the problem
   */
  updateTask(taskId: string, change: Partial<EmulatedTask> & { restart?: boolean }): boolean;
  /** Returns the ids of all tasks, in the order in which they were added or started. */
  taskIds(): readonly string[];
  /**
   * Adds faults for coming calls.
   * @throws Error that names the field with the problem
   */
  addFaults(faults: readonly Fault[]): void;
  /**
   * Replaces the scenario's rules for exports.
   * @throws Error that names the field with the problem
   */
  setExportRules(rules: ExportRules): void;
  /** Returns the identities that are accepted. */
  credentials(): readonly EmulatedCredentials[];
  /**
   * Replaces the identities that are accepted.
   * @throws Error that names the field with the problem
   */
  setCredentials(credentials: readonly EmulatedCredentials[]): void;
  /** Returns the requests since the start or the last clearing, oldest first. They hold no secret and no signature. */
  requests(): readonly LoggedRequest[];
  /** Empties the log of requests. */
  clearRequests(): void;
  /**
   * Restores the scenario, with its tasks, faults, credentials and rules, and the clock as it was before any `advance`.
   * Forgets everything that was added, started or logged. The `createdIn` of the scenario's tasks is relative to now.
   */
  reset(): void;
  /** Stops the service and closes all connections. */
  close(): Promise<void>;
}
