import type { Time } from "../../../provider/core/arguments/time";

/** Arguments that select download tasks. */
export interface TaskSelectionArgs {
  /**
   * Region of the instance, for example `cn-hangzhou`. Default: the region in `datasourceId`, in the stack
   * configuration, in the environment or in the configured profile, in this order. If none of them has a region, that
   * is an error.
   */
  regionCode?: string;
  /** The database instance, for example `rm-bp1…`. Required unless `datasourceId` is given. */
  instanceName?: string;
  /**
   * `ds-<instance>_<region>`. The instance and the region are derived from it. It must not contradict `instanceName` or
   * `regionCode`.
   */
  datasourceId?: string;
  /** The cluster, for MongoDB sharded clusters. It is given in addition to `instanceName`. */
  clusterName?: string;
  /** Selects only exports of this backup set. */
  backupSetId?: string;
  /** Selects only exports of full backup sets (`full`) or of a point in time (`pitr`). */
  taskType?: "full" | "pitr";
  /** Earliest creation time, inclusive. It is rounded down to the whole second, as the creation times of the list are. */
  startTime?: Time;
  /** Latest creation time, inclusive. */
  endTime?: Time;
  /**
   * Selects only these tasks. A read fails if one of them is not listed; a wait fails only after `notFoundTimeout`. The
   * client filters by id, because the API has no such filter.
   */
  taskIds?: readonly string[];
  /**
   * The endpoint to use: `vpc` for the one inside a VPC, or `public`. Default: the configured network, otherwise
   * `public`.
   */
  network?: "vpc" | "public";
}
