import type { RefusalCode } from "./refusals";

/** The initial state of an emulator. The JSON file that the command takes with `--scenario` has the same form. */
export interface Scenario {
  /** The identities that are accepted. Default: the access key `test-key` with the secret `test-secret`. */
  credentials?: EmulatedCredentials[];
  /** The tasks that exist at the start. Default: none. */
  tasks?: EmulatedTask[];
  /** What goes wrong, and in which calls. Default: nothing. */
  faults?: Fault[];
  /** Maximum number of tasks on a page, even if PageSize asks for more. Default: 100. */
  largestPage?: number;
  /** Milliseconds of real time that each answer takes. Default: 0. */
  latency?: number;
  /** Access key ids to which RAM denies every operation, or the named ones. Default: none. */
  denied?: (string | { accessKeyId: string; actions: string[] })[];
  /** How exports are started, listed and retried. Default: as the API documentation says. */
  exports?: ExportRules;
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

/**
 * How the service treats exports that calls start, retry and download. The defaults are what the API documentation
 * says. Where it says nothing, both possibilities can be set.
 */
export interface ExportRules {
  /**
   * States in which a task keeps a new export of its instance out. Default: `initializing`, `queueing`, `running` and
   * `failed`.
   */
  blocking?: string[];
  /** Seconds for which the same export is refused again with `JobAlreadyExist`. Default: 0. */
  sameJobRefused?: number;
  /** Seconds from the creation of a task until lists hold it. Default: 0. */
  listingLag?: number;
  /** Seconds for which lists still show a task as failed after a retry was accepted. Default: 0. */
  retryLag?: number;
  /** Form of the TargetPath of an OSS export. Default: `oss://bucket/path`. */
  targetPath?: "oss://bucket/path" | "bucket/path" | "path" | "absent";
  /** What happens to each export that a call starts, in turn. The last one repeats. Default: finished at once. */
  lives?: (TaskLife & { retries?: TaskLife[] })[];
  /** Instances that the service knows. Default: all. */
  instances?: string[];
  /** Instances whose backup sets can't be downloaded. */
  unsupported?: string[];
}

/** The seconds that a task spends in each state, and how it ends. They pass on the emulator's clock. */
export interface TaskLife {
  /** Seconds in the state `initializing`. Default: 0. */
  initializing?: number;
  /** Seconds in the state `queueing`. Default: 0. */
  queueing?: number;
  /** Seconds in the state `running`. Default: 0. */
  running?: number;
  /** The state in which the task ends. `undocumented` is one that the vendor does not document. Default: `finished`. */
  outcome?: "finished" | "failed" | "undocumented";
}

/** An access key that the emulator accepts, of a user or of a session. */
export interface EmulatedCredentials {
  accessKeyId: string;
  accessKeySecret: string;
  /** Token of a session. A request without it is refused. Default: the key is a user's and has none. */
  securityToken?: string;
  /** Milliseconds since the epoch at which the session ends, on the emulator's clock. Default: never. */
  expiresAt?: number;
}

/** A task, with the time it spends in each state. Its current state follows from the clock. */
export interface EmulatedTask extends TaskLife {
  /** Id of the task. It is unique in the emulator. */
  taskId: string;
  /** Name of the database instance that the task exports. */
  instanceName: string;
  /**
   * Seconds from now until the task is created. Negative if it was created in the past. "Now" is the emulator's start or
   * last reset for a scenario's tasks, and the time of the call for tasks that are added later.
   */
  createdIn: number;
  /** What happens after each retry, in turn. Default: finished at once. */
  retries?: TaskLife[];
  /**
   * Seconds from the task's end to its expiry. Default: three days for URL tasks, as the API documentation says. OSS
   * tasks never expire by default.
   */
  expiresIn?: number;
  /** Number of tables in the export. Default: 10. */
  tables?: number;
  /** Size of the finished export in bytes. Default: 1,000,000. */
  bytes?: number;
  /** Default: `full`. */
  taskType?: "full" | "pitr";
  /** Default: none. */
  clusterName?: string;
  /** Default: `cn-hangzhou`. */
  regionCode?: string;
  /** One of `csv`, `csv-with-header`, `sql`, `parquet`, `bson` and `qp.xb`. Default: `csv`. */
  format?: string;
  /** Databases in the export. Default: absent from lists. */
  dbList?: string[];
  /** Id of the backup set. Default: `b-1`. */
  bakSetId?: string;
  /** Time of the backup set in milliseconds since the epoch. Default: an hour before the task was created. */
  backupSetTime?: number;
  /** Default: `OSS`. */
  targetType?: "URL" | "OSS";
  /** Path of an OSS export, as lists show it. Default: `oss://exports/<taskId>`. */
  targetPath?: string;
}

/** Something that goes wrong in calls. They are counted from 1 at the emulator's start and after each reset. */
export interface Fault {
  /** Number of the first call that is affected. Default: the next call. */
  from?: number;
  /** Number of calls that are affected. Default: 1. */
  times?: number;
  /** Counts and affects the calls of this operation alone, for example `CreateDownload`. Default: all calls. */
  action?: string;
  /**
   * Whether the operation is not carried out, so that only the answer looks as it would have. Default: `false`, so
   * a lost answer is the answer to work that was done.
   */
  undone?: boolean;
  /**
   * Code of a refusal that the service is known to make, for example `DBS.DownloadTask.OssForbid`. It comes with its own
   * status and message, and the operation is not carried out.
   */
  refuse?: RefusalCode;
  /**
   * HTTP status. Default: that of the normal answer. If a status is set without a `body` or `refuse`, the body is empty.
   */
  status?: number;
  /** Headers that the answer has in addition. */
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
  /** Milliseconds of real time from when the answer is made until it is sent, in addition to the scenario's latency. */
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
