import type { Duration } from "../../../provider/core/arguments/duration";
import type { Time } from "../../../provider/core/arguments/time";
import type { TaskState } from "../../../provider/core/listing/task";

/** Which tasks are waited for, and when the wait is over. */
export interface GateArgs {
  /** Region of the instance, for example `cn-hangzhou`. Default: stack config or environment; required in the end. */
  regionCode?: string;
  /** The database instance, for example `rm-bp1…`. Required, unless `datasourceId` is given. */
  instanceName?: string;
  /** `ds-<instance>_<region>`; instance and region are derived from it. One that contradicts the other two is an error. */
  datasourceId?: string;
  /** Beside `instanceName`, for MongoDB sharded clusters. */
  clusterName?: string;
  /** Only tasks that export this backup set. */
  backupSetId?: string;
  /** Only exports of full backup sets (`full`) or of a point in time (`pitr`). */
  taskType?: "full" | "pitr";
  /** Earliest creation time, inclusive. */
  startTime?: Time;
  /** Latest creation time, inclusive. */
  endTime?: Time;
  /** Only these tasks. One that is not listed yet is waited for, up to `notFoundTimeout`. */
  taskIds?: readonly string[];
  /** `vpc` asks the endpoint that is reached from within a VPC. Default: configuration, else `public`. */
  network?: "vpc" | "public";
  /**
   * Which of the selected tasks must be finished: the newest (`latest`), `all`, or `any` one. Default: `all` of the named
   * `taskIds`, else `latest`. `all` without `taskIds`, `backupSetId` or `startTime` is refused: it would judge the
   * instance's whole history.
   */
  require?: "latest" | "all" | "any";
  /** The selection must hold at least so many tasks. Default: 1, so that an empty selection waits. */
  minTasks?: number;
  /** States that fail: at once with `latest` and `all`; with `any` when every selected task is in one. Default: `failed`, `expired`. */
  failOn?: readonly Exclude<TaskState, "finished">[];
  /** How long a named task may not be listed: from the first look, or from the last one that saw it. Default: 5 minutes. */
  notFoundTimeout?: Duration;
  /**
   * Time for the whole wait; `0` means exactly one look, which may take two minutes with its retries. Default:
   * `customTimeouts.create` of a gate's own options, else 1 hour.
   */
  timeout?: Duration;
  /** The longest time between two looks. Default: 60 seconds. */
  pollInterval?: Duration;
}
