import type { Clock } from "../core/clock";
import type { Log } from "../core/log";
import type { TaskSelection } from "../core/query";
import type { Call } from "../wire/rpc/rpcClient";
import type { LooksByList } from "./looksByList";

/** A way to one endpoint as one identity. */
export interface Connection {
  call: Call;
  looks: LooksByList;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** What an operation needs of the place it runs in. */
export interface Caller {
  /** The region where the arguments say none. */
  defaultRegion(): Promise<string | undefined>;
  /** @throws DbsError of kind `arguments` or `credentials`, before anything is sent */
  connect(selection: Pick<TaskSelection, "regionCode" | "network">): Connection;
}
