/** What an emulator starts with; the JSON file of `--scenario` has the same form. See README.md beside this file. */
export interface Scenario {
  credentials: EmulatedCredentials[];
  tasks?: EmulatedTask[];
  /** What happens to which calls. */
  faults?: Fault[];
  /** The most tasks of a page, whatever PageSize asks. Default: 100. */
  largestPage?: number;
  /** Milliseconds before each answer. Default: 0. */
  latency?: number;
  /** Access key ids that RAM does not allow the operation. */
  denied?: string[];
}

export interface EmulatedCredentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  /** Milliseconds since the epoch at which the session ends. */
  expiresAt?: number;
}

/** A task's identity, and its life as lengths of time: its state is a function of the clock. */
export interface EmulatedTask {
  taskId: string;
  instanceName: string;
  /** Seconds from the emulator's start to the task's creation; negative for one that was created before. */
  createdIn: number;
  /** Seconds in each state. Default: 0. */
  initializing?: number;
  queueing?: number;
  running?: number;
  /** Default: `finished`. */
  outcome?: "finished" | "failed";
  /** Seconds from the end to expiry; default three days for URL tasks (the API's page), never for OSS. */
  expiresIn?: number;
  /** Default: 10. */
  tables?: number;
  bytes?: number;
  taskType?: "full" | "pitr";
  clusterName?: string;
  regionCode?: string;
  format?: "csv" | "sql" | "parquet";
  dbList?: string[];
  bakSetId?: string;
  backupSetTime?: number;
  targetType?: "URL" | "OSS";
  targetPath?: string;
}

/** Something that happens to calls, counted from 1 over the emulator's life (or since they were cleared). */
export interface Fault {
  /** The first call it happens to. Default: the next one. */
  from?: number;
  /** To how many calls. Default: 1. */
  times?: number;
  /** HTTP status. Default: 200. */
  status?: number;
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Instead of an answer: the connection is reset, closed, left silent, or closed in the middle of the true answer. */
  connection?: "reset" | "hang-up" | "silent" | "truncated" | "stalled" | "trickle";
  /** The true answer, compressed. */
  gzip?: boolean;
  /** Milliseconds from what it says to when it says it, more than the scenario's latency. */
  delay?: number;
  /** Milliseconds by which the service's clock is ahead. */
  clockAhead?: number;
  /** Changes to the list before the call is answered. */
  add?: EmulatedTask[];
  remove?: string[];
}

/** @throws Error that names what is wrong */
export function readScenario(value: unknown): Scenario {
  const scenario = value as Scenario;
  if (typeof value !== "object" || value === null || !Array.isArray(scenario.credentials)) {
    throw new Error("a scenario is an object with at least `credentials`, a list of {accessKeyId, accessKeySecret}");
  }
  for (const [at, { accessKeyId, accessKeySecret }] of scenario.credentials.entries()) {
    if (typeof accessKeyId !== "string" || typeof accessKeySecret !== "string") {
      throw new Error(`credentials[${at}] needs accessKeyId and accessKeySecret`);
    }
  }
  readTasks(scenario.tasks ?? []);
  return scenario;
}

/** @throws Error that names what is wrong */
export function readTasks(value: unknown): EmulatedTask[] {
  if (!Array.isArray(value)) throw new Error("tasks are a list");
  for (const [at, task] of value.entries()) {
    if (
      typeof task?.taskId !== "string" ||
      typeof task.instanceName !== "string" ||
      typeof task.createdIn !== "number"
    ) {
      throw new Error(`tasks[${at}] needs taskId, instanceName and createdIn (seconds from now)`);
    }
  }
  return value;
}
