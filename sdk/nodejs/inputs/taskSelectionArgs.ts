import type { Time } from "../../../provider/core/arguments/time";

/** Arguments that select download tasks. */
export interface TaskSelectionArgs {
  /**
   * Region of the instance, for example `cn-hangzhou`. Default: the region in `datasourceId`, in the stack
   * configuration, in the environment or in the configured profile, in this order. It is an error if none of them has
   * one.
   */
  regionCode?: string;
  /** The database instance, for example `rm-bp1…`. Required unless `datasourceId` is given. */
  instanceName?: string;
  /**
   * `ds-<instance>_<region>`, from which instance and region are derived. It is an error if it contradicts
   * `instanceName` or `regionCode`.
   */
  datasourceId?: string;
  /** The cluster, in addition to `instanceName`, for MongoDB sharded clusters. */
  clusterName?: string;
  /** Selects only exports of this backup set. */
  backupSetId?: string;
  /** Selects only exports of full backup sets (`full`) or of a point in time (`pitr`). */
  taskType?: "full" | "pitr";
  /** Earliest creation time, inclusive. */
  startTime?: Time;
  /** Latest creation time, inclusive. */
  endTime?: Time;
  /**
   * Selects only these tasks. A read fails if one of them is not listed; a wait fails only after `notFoundTimeout`. The
   * client filters by id, because the API has no such filter.
   */
  taskIds?: readonly string[];
  /** `vpc` uses the endpoint that is reached from within a VPC. Default: configuration, else `public`. */
  network?: "vpc" | "public";
}
