import assert from "node:assert/strict";
import type { Connection } from "../../provider/connection/caller";
import type { TaskQuery } from "../../provider/core/query";
import { readAllPages } from "../../provider/operations/readTasks";
import { createRpcClient } from "../../provider/wire/rpc/rpcClient";
import { TransportFailure } from "../../provider/wire/transport/transportFailure";
import { closeAfterEach } from "../support/closeAfterEach";
import { createFakeClock } from "../support/fakeClock";
import { runProgram } from "../support/runProgram";
import { wireTask } from "../support/sharing/listingConnection";
import { makeTask } from "../support/tasks/makeTask";
import { httpServer } from "../support/wire/localServer";

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
  const keep = closeAfterEach();

  it("lets the process end at once if one of several pages is refused while the others are not answered", async () => {
    let requests = 0;
    const { host } = await keep(
      httpServer(({ url = "" }, response) => {
        requests += 1;
        if (requests === 1) {
          const List = Array.from({ length: 10 }, (_, at) => wireTask(`dt-${at}`, "finished", START - at));
          const Data = { PageSize: "10", TotalElements: "1000", Content: { List } };
          response.end(JSON.stringify({ Success: "true", Data }));
        } else if (requests === 4) {
          response.writeHead(403).end(JSON.stringify({ Code: "NoPermission", Message: url }));
        }
      }),
    );
    const { output, code } = await runProgram(
      `
      const { listTasks } = require("./provider/operations/listTasks");
      const { processCaller } = require("./provider/connection/processCaller");
      const { readProcessConfiguration } = require("./provider/connection/processConfiguration");
      const log = { debug: () => {}, warning: () => {} };
      const caller = processCaller(readProcessConfiguration(undefined, process.env), process.env, log);
      const args = { instanceName: "rm-1", regionCode: "cn-hangzhou", pageSize: 10 };
      listTasks(args, caller).catch(({ kind }) => console.log(kind));
    `,
      {
        ALICLOUD_ACCESS_KEY: "key",
        ALICLOUD_SECRET_KEY: "secret",
        DBS_ENDPOINT: `http://${host}`,
      },
    );
    assert.deepEqual([output, code], ["denied\n", 0]);
    assert.ok(requests <= 8, `${requests} requests`);
  }).timeout(600_000);

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

  for (const last of ["answered", "silent"] as const) {
    it(`ends the windows of time before it reads by page numbers, whose pages are ${last}`, async () => {
      const tasks = Array.from({ length: 200 }, (_, at) =>
        makeTask(`dt-${at}`, "running", { gmtCreate: new Date(START - at * 60_000).toISOString() }),
      );
      const caller = new AbortController();
      let calls = 0;
      let ended = 0;
      let unanswered = 0;
      const underWay = new Set<AbortSignal>();
      let whenNumbered: number | undefined;
      let contradicted: number | undefined;
      // Contradicts one window of time and answers none of the others.
      const answer = async ({ endTime, currentPage = 1 }: Partial<TaskQuery>, signal: AbortSignal) => {
        calls += 1;
        const isNumbered = endTime === undefined && calls > 1 && currentPage === 1;
        if (isNumbered) whenNumbered ??= [...underWay].filter(({ aborted }) => !aborted).length;
        contradicted ??= endTime;
        if (isNumbered ? last === "silent" : endTime !== undefined && endTime !== contradicted) {
          unanswered += 1;
          underWay.add(signal);
          if (isNumbered) setImmediate(() => caller.abort(new Error("the user stopped")));
          await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
        }
        const page = tasks.slice((currentPage - 1) * 10, currentPage * 10);
        return { tasks: page, pageSize: 10, totalElements: tasks.length };
      };
      const call = async (_operation: unknown, input: Partial<TaskQuery>, { signal }: { signal: AbortSignal }) => {
        try {
          return await answer(input, signal);
        } finally {
          ended += 1;
        }
      };
      const service = { call: call as unknown as Connection["call"], clock: createFakeClock() };
      const read = readAllPages(QUERY, service, { signal: caller.signal });
      if (last === "answered") assert.equal((await read).tasks.length, 200);
      else await assert.rejects(read, /the user stopped/);
      await new Promise(setImmediate);
      assert.deepEqual([whenNumbered, calls - ended], [0, 0]);
      assert.ok(unanswered > 1, `${unanswered}`);
    });
  }
});
