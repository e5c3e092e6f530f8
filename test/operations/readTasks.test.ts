import assert from "node:assert/strict";
import { readAllPages } from "../../provider/operations/readTasks";
import { createRpcClient } from "../../provider/wire/rpc/rpcClient";
import { TransportFailure } from "../../provider/wire/transport/transportFailure";
import { createFakeClock } from "../support/fakeClock";
import { wireTask } from "../support/sharing/listingConnection";

const KEYS = { accessKeyId: "key", accessKeySecret: "secret" };
const START = Date.UTC(2020, 0, 1);
const QUERY = {
  regionCode: "cn-hangzhou",
  instanceName: "rm-1",
  orderColumn: "gmt_create",
  orderDirect: "desc",
  pageSize: 10,
  maxRetries: 5,
  timeout: 120_000,
  callTimeout: 30_000,
} as const;

/**
 * Makes a connection to a list of 1,000 tasks, which takes 20 ms for each answer. It refuses one request and answers
 * those that come after it with `later`.
 */
function listingService(refusedRequest: number, later: "busy" | "silent") {
  const clock = createFakeClock();
  const tasks = Array.from({ length: 1_000 }, (_, at) =>
    wireTask(`dt-${at}`, "finished", START + at * 60_000),
  ).reverse();
  const events: string[] = [];
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs.example" },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
    clock,
    random: () => 1,
    log: { debug: () => {}, warning: () => {} },
    send: async (_endpoint, { begin, signal }) => {
      const { request, timeoutMs } = begin();
      events.push("request");
      const number = events.length;
      const isSilent = number > refusedRequest && later === "silent";
      await clock.sleep(isSilent ? timeoutMs : 20, signal).catch(() => {
        events.push("aborted");
        throw new TransportFailure("ABORTED", "the call was aborted");
      });
      if (number >= refusedRequest) {
        const [status, Code] = number === refusedRequest ? [403, "NoPermission"] : [503, "ServiceUnavailable"];
        return { status, headers: {}, body: JSON.stringify({ Code, Message: "no" }) };
      }
      const { StartTime = "0", EndTime = "9e15", CurrentPage = "1" } = request.query;
      const within = tasks.filter(({ GmtCreate = "" }) => +GmtCreate >= +StartTime && +GmtCreate <= +EndTime);
      const List = within.slice((+CurrentPage - 1) * 10, +CurrentPage * 10);
      const Data = { PageSize: "10", TotalElements: String(within.length), Content: { List } };
      return { status: 200, headers: {}, body: JSON.stringify({ Success: "true", Data }) };
    },
  });
  return { call, clock, events };
}

describe("readAllPages", () => {
  for (const later of ["busy", "silent"] as const) {
    it(`cancels all other pages at once if one is refused while the service is ${later}`, async () => {
      const { call, clock, events } = listingService(20, later);
      const started = clock.now();
      await assert.rejects(readAllPages(QUERY, { call, clock }), { kind: "denied" });
      const [ended, seen] = [clock.now(), events.length];
      assert.ok(ended - started < 1_000, `${ended - started} ms`);
      await clock.sleep(200_000);
      const after = events.slice(seen);
      assert.equal(after.filter((event) => event === "request").length, 0);
      assert.equal(clock.slept.filter((ms) => ms >= 1_000).length, 1, "only the test itself may have slept");
    });
  }
});
