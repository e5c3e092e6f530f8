/** The initial state of an emulator. The JSON file passed to `--scenario` has the same form. See README.md in this folder. */
export interface Scenario {
  credentials: EmulatedCredentials[];
  tasks?: EmulatedTask[];
  /** What goes wrong, and in which calls. */
  faults?: Fault[];
  /** Maximum number of tasks on a page, even if PageSize asks for more. Default: 100. */
  largestPage?: number;
  /** Milliseconds that each answer takes. Default: 0. */
  latency?: number;
  /** Access key ids to which RAM denies the operation. */
  denied?: string[];
  /** Ways in which the listing differs from its documentation. */
  lies?: Lies;
}

/** Ways in which a listing may differ from its documentation. By default it does not. */
export interface Lies {
  /** Answers state the page size that was asked for, even if `largestPage` is smaller. */
  pageSize?: "asked";
  /** Answers are sorted with the oldest task first, whatever `OrderDirect` says. */
  order?: "oldest first";
  /** `StartTime` and `EndTime` are ignored, or compared with the end of a task's work. */
  times?: "ignored" | "ended";
  /** Totals count the instance's tasks without the filters of state and time. */
  totals?: "unfiltered";
}

export interface EmulatedCredentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  /** Milliseconds since the epoch at which the session ends. */
  expiresAt?: number;
}

/** A task, with the time it spends in each state. Its current state follows from the clock. */
export interface EmulatedTask {
  taskId: string;
  instanceName: string;
  /**
   * Seconds from now until the task is created. Negative if it was created in the past. "Now" is the emulator's start
   * for a scenario's tasks, and the time of the call for tasks that are added later.
   */
  createdIn: number;
  /** Seconds in the state `initializing`. Default: 0. */
  initializing?: number;
  /** Seconds in the state `queueing`. Default: 0. */
  queueing?: number;
  /** Seconds in the state `running`. Default: 0. */
  running?: number;
  /** Default: `finished`. */
  outcome?: "finished" | "failed";
  /**
   * Seconds from the task's end to its expiry. Default: three days for URL tasks, as the API documentation says. OSS
   * tasks never expire by default.
   */
  expiresIn?: number;
  /** Number of tables in the export. Default: 10. */
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

/** Something that goes wrong in calls. They are counted from 1 at the emulator's start and after each reset. */
export interface Fault {
  /** Number of the first call that is affected. Default: the next call. */
  from?: number;
  /** Number of calls that are affected. Default: 1. */
  times?: number;
  /** HTTP status. Default: that of the normal answer. If a status is set without a `body`, the body is empty. */
  status?: number;
  headers?: Record<string, string>;
  /** Body of the answer. A string is sent unchanged, anything else as JSON. */
  body?: unknown;
  /**
   * What happens to the connection.
   * - `reset`, `hang-up`, `silent`: it is reset, closed or left open without an answer
   * - `truncated`, `stalled`: it is closed or left open after half of the answer
   * - `trickle`: the answer is sent at one byte every 20 ms
   */
  connection?: "reset" | "hang-up" | "silent" | "truncated" | "stalled" | "trickle";
  /** Compresses the answer. */
  gzip?: boolean;
  /** Milliseconds from when the answer is made until it is sent, in addition to the scenario's latency. */
  delay?: number;
  /** Milliseconds by which the service's clock is ahead during the call. */
  clockAhead?: number;
  /** Tasks to add before the call is answered. A task that exists already is replaced. */
  add?: EmulatedTask[];
  /** Ids of tasks to remove before the call is answered. */
  remove?: string[];
  /** Ids of tasks that get the moment of the call as their creation time before it is answered. */
  renew?: string[];
  /** Number of tasks that the answer holds at most, although it counts all of them. */
  keep?: number;
}
