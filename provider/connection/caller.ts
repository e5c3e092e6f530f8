import type { Clock } from "../core/clock";
import type { Log } from "../core/log";
import type { TaskSelection } from "../core/query";
import type { RetryQuota } from "../wire/rpc/retryQuota";
import type { Call } from "../wire/rpc/rpcClient";
import type { LooksByList } from "./looksByList";
import type { ProcessMemory } from "./processMemory";

/** Connection to one endpoint, as one identity. */
export interface Connection extends ProcessMemory {
  call: Call;
  looks: LooksByList;
  /** Retries that all looks of waits share, so that many waits do not multiply the load of a service that is down. */
  lookQuota: RetryQuota;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** Supplies operations with a default region and with connections. */
export interface Caller {
  /** Returns the region to use if the arguments name none. */
  defaultRegion(): Promise<string | undefined>;
  /**
   * Returns the connection for a region and network.
   * @throws DbsError of kind `arguments` or `credentials`, before anything is sent
   */
  connect(selection: Pick<TaskSelection, "regionCode" | "network">): Connection;
}
