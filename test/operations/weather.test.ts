import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { createLooksByList } from "../../provider/connection/looksByList";
import { createProcessMemory } from "../../provider/connection/processMemory";
import type { WaitProgress } from "../../provider/core/wait/wait";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { createRetryQuota } from "../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../provider/wire/rpc/rpcClient";
import type { Send, WireResponse } from "../../provider/wire/transport/transport";
import { TransportFailure } from "../../provider/wire/transport/transportFailure";
import { createFakeClock } from "../support/fakeClock";
import { makeTask } from "../support/tasks/makeTask";

const MINUTE = 60_000;
const KEYS = { accessKeyId: "LTAIweather", accessKeySecret: "S3cr3tOfTheWeather", securityToken: "T0kenOfTheWeather" };

type Weather = (n: number) => WireResponse | TransportFailure | "sunny" | "stall";
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): WireResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const refusal = (status: number, Code: string, headers = {}) =>
  answer(status, { RequestId: "r-w", Code, Message: "no" }, headers);

/** How the service behaves from each minute on. `n` is the number of the request. */
const DAY: [minute: number, name: string, weather: Weather][] = [
  [0, "sunny", () => "sunny"],
  [2, "throttled, with a hint", () => refusal(400, "Throttling.User", { "x-acs-retry-after": "7000" })],
  [
    4,
    "every other call reset",
    (n) => (n % 2 === 0 ? new TransportFailure("ECONNRESET", "reset", { reusedSocket: true }) : "sunny"),
  ],
  [
    7,
    "an outage",
    (n) =>
      [answer(503, "<html>"), refusal(500, "InternalError"), new TransportFailure("ECONNREFUSED", "no")][n % 3] ??
      "stall",
  ],
  [12, "silence", () => "stall"],
  [
    14,
    "a login page answers instead",
    () => answer(200, "<html>please log in</html>", { "content-type": "text/html" }),
  ],
  [16, "sunny", () => "sunny"],
  [18, "gateway errors", (n) => (n % 3 === 0 ? "sunny" : answer(502, ""))],
  [21, "throttled now and then", (n) => (n % 2 === 0 ? refusal(429, "Throttling.Api") : "sunny")],
  [24, "an outage while the task ends", () => new TransportFailure("ENOTFOUND", "no such host")],
  [27, "sunny", () => "sunny"],
];

describe("a gate during thirty minutes of network trouble", () => {
  it("opens at the first look that succeeds after the task is finished", async () => {
    const clock = createFakeClock();
    const start = clock.now();
    const finishedAt = start + 25 * MINUTE;
    const shown: string[] = [];
    const looks: (WaitProgress & { at: number })[] = [];
    let requests = 0;
    const send: Send = async (_endpoint, { begin }) => {
      const { timeoutMs } = begin();
      requests += 1;
      const minute = (clock.now() - start) / MINUTE;
      const weather = DAY.findLast(([from]) => from <= minute)?.[2] ?? (() => "sunny" as const);
      const now = weather(requests);
      if (now === "stall") {
        await clock.sleep(timeoutMs);
        throw new TransportFailure("TIMEOUT", "no answer");
      }
      if (now instanceof TransportFailure) throw now;
      if (now !== "sunny") return now;
      await clock.sleep(50);
      const item = {
        TaskId: "dt-1",
        DownloadStatus: clock.now() < finishedAt ? "running" : "finished",
        GmtCreate: String(start),
      };
      const Data = { PageSize: "100", TotalElements: "1", Content: { List: [item] } };
      return answer(200, { RequestId: `r-${requests}`, Success: "true", Data });
    };
    const log = {
      debug: (message: string) => void shown.push(message),
      warning: (message: string) => void shown.push(message),
    };
    const credentials = { description: "test", resolve: async () => KEYS, renew: () => {} };
    const parts = { clock, random: () => 0.5, log };
    const endpoint = { protocol: "https", host: "dbs.example" } as const;
    const call = createRpcClient({
      endpoint,
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials,
      send,
      ...parts,
    });
    const connection = {
      call,
      looks: createLooksByList(clock),
      lookQuota: createRetryQuota(),
      ...createProcessMemory(),
      ...parts,
    };
    const caller: Caller = { defaultRegion: async () => undefined, connect: () => connection };

    const verdict = await awaitTasks(
      {
        selection: { regionCode: "cn-hangzhou", instanceName: "rm-1" },
        condition: { require: "latest", minTasks: 1, failOn: ["failed", "expired"], notFoundTimeout: 0 },
        timeout: 60 * MINUTE,
        pollInterval: MINUTE,
      },
      caller,
      { onProgress: (progress) => looks.push({ ...progress, at: clock.now() }) },
    );

    assert.deepEqual(verdict.tasks, [makeTask("dt-1", "finished", { gmtCreate: new Date(start).toISOString() })]);
    const good = looks.filter(({ error }) => error === undefined);
    assert.equal(
      good.findIndex(({ at }) => at >= finishedAt),
      good.length - 1,
      "must open at the first good look after the end",
    );
    assert.ok((looks.at(-1)?.at ?? 0) < start + 28.5 * MINUTE, "must open within a pause after the trouble ends");
    const kinds = new Set(looks.flatMap(({ error }) => error?.kind ?? []));
    assert.ok(kinds.has("unavailable") && kinds.has("protocol"), [...kinds].join(" "));
    shown.push(...looks.map(({ error }) => `${error?.message} ${error?.stack} ${JSON.stringify(error)}`));
    for (const secret of Object.values(KEYS)) {
      assert.deepEqual(
        shown.filter((text) => text.includes(secret)),
        [],
      );
    }
    assert.ok(
      shown.some((text) => /attempt \d+/.test(text)),
      "no retry was logged",
    );
    console.log(`      ${looks.length} looks, ${looks.length - good.length} of them failed, ${requests} requests`);
  });
});
