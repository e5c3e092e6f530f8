import type { Time } from "../../../provider/core/arguments/time";

/** Which download tasks are meant. */
export interface TaskSelectionArgs {
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
  /**
   * Only these tasks. A list must hold all of them; a wait tolerates one that is not listed yet, up to `notFoundTimeout`.
   * The client keeps them: the API has no such filter.
   */
  taskIds?: readonly string[];
  /** `vpc` asks the endpoint that is reached from within a VPC. Default: configuration, else `public`. */
  network?: "vpc" | "public";
}
