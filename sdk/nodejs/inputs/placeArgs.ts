/** Arguments that say where the instance of a read is. */
export interface PlaceArgs {
  /**
   * Region of the instance, for example `cn-hangzhou`. Default: the region in the stack configuration, in the
   * environment or in the configured profile, in this order. If none of them has a region, that is an error.
   */
  regionCode?: string;
  /** The cluster, for MongoDB sharded clusters. It is given in addition to `instanceName`. */
  clusterName?: string;
}
