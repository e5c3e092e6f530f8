import assert from "node:assert/strict";
import type { Caller, Connection } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { createProcessMemory } from "../../../provider/connection/processMemory";
import type { DbsError } from "../../../provider/core/errors";
import { awaitTasks } from "../../../provider/operations/awaitTasks";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { createFakeClock } from "../fakeClock";
import { seededRandom } from "../seededRandom";
import { wireTask } from "./listingConnection";

const MINUTE = 60_000;
/** Number of waits, each for an instance of its own. */
export const WAITS = 300;
const KEYS = { accessKeyId: "key", accessKeySecret: "secret" };

/** Makes a connection to a service that is down or has one running task per instance, and counts its requests. */
export function connectionTo(isDown: (request: number) => boolean) {
  const clock = createFakeClock();
  const began = clock.now();
  const parts = { clock, random: seededRandom(1), log: { debug: () => {}, warning: () => {} } };
  let requests = 0;
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs.example" },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
    send: async (_endpoint, { begin }) => {
      begin();
      requests += 1;
      const Data = { PageSize: "100", TotalElements: "1", Content: { List: [wireTask("dt-1", "running", began)] } };
      return isDown(requests)
        ? { status: 503, headers: {}, body: JSON.stringify({ Code: "ServiceUnavailable" }) }
        : { status: 200, headers: {}, body: JSON.stringify({ Success: "true", Data }) };
    },
    ...parts,
  });
  const connection: Connection = {
    call,
    looks: createLooksByList(clock),
    lookQuota: createRetryQuota(),
    ...createProcessMemory(),
    ...parts,
  };
  const caller: Caller = { defaultRegion: async () => "cn-hangzhou", connect: () => connection };
  return { caller, requests: () => requests };
}

/** Waits for the time-out of as many waits for different instances, on a clock that jumps ahead. Returns their errors. */
export async function waitForAll(caller: Caller, timeout: number): Promise<DbsError[]> {
  const waits = Array.from({ length: WAITS }, (_, at) =>
    awaitTasks(
      {
        selection: { regionCode: "cn-hangzhou", instanceName: `rm-${at}` },
        condition: { require: "latest", minTasks: 1, failOn: ["failed", "expired"], notFoundTimeout: 0 },
        timeout,
        pollInterval: MINUTE,
      },
      caller,
    ).then(
      () => assert.fail("the wait did not end by its time-out"),
      (error) => error,
    ),
  );
  return await Promise.all(waits);
}
