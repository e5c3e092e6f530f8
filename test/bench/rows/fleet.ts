import type { Caller } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { createProcessMemory } from "../../../provider/connection/processMemory";
import { formatDuration } from "../../../provider/core/text/formatDuration";
import { awaitTasks } from "../../../provider/operations/awaitTasks";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import type { Send, WireResponse } from "../../../provider/wire/transport/transport";
import { createFakeClock } from "../../support/fakeClock";
import { seededRandom } from "../../support/seededRandom";
import { wireTask } from "../../support/sharing/listingConnection";
import { type Effort, median, type Row } from "../measure";

const MINUTE = 60_000;
const HOURS = 6 * 60 * MINUTE;
const GATES = 1_000;
/** Maximum number of calls that the account may make per second. */
const ALLOWED = 50;
const FIXED = 5_000;

/** Times, in milliseconds, at which a gate starts to wait and at which its task ends. */
interface Story {
  starts: number;
  ends: number;
}

/**
 * Results of all gates together: calls, throttled calls, and the milliseconds from each task's end to its gate's
 * opening.
 */
interface Fleet {
  calls: number;
  throttled: number;
  delays: number[];
}

/** Simulates the gates of one account, each in its own deployment, so that they share nothing. */
export async function fleet({ runs, short }: Effort): Promise<Row[]> {
  const [gates, until] = short ? [100, 2 * 60 * MINUTE] : [GATES, HOURS];
  const allowed = (ALLOWED * gates) / GATES;
  const made: { ours: Fleet; fixed: Fleet }[] = [];
  for (let seed = 1; seed <= (short ? 1 : runs); seed++) {
    const random = seededRandom(seed);
    const stories = Array.from({ length: gates }, () => ({ starts: MINUTE * random(), ends: until * random() }));
    made.push({ ours: await ourFleet(stories, allowed, random), fixed: fixedFleet(stories, allowed) });
  }
  const of = (which: "ours" | "fixed", figure: (fleet: Fleet) => number) =>
    median(made.map((run) => figure(run[which])));
  const latest = Math.max(...made.flatMap(({ ours }) => ours.delays));
  const ratio = Math.max(...made.map(({ ours, fixed }) => ours.throttled / fixed.throttled));
  const figure = `simulated fleet of ${gates} gates for ${formatDuration(until)}, ${allowed} calls/s allowed`;
  const told = (which: "ours" | "fixed") =>
    `${of(which, ({ throttled }) => throttled)} of ${of(which, ({ calls }) => calls)} calls`;
  return [
    {
      figure: `${figure}: throttled calls`,
      measured: `this package: ${told("ours")}; fixed 5 s: ${told("fixed")}; ratio of the worst seed of ${made.length}`,
      ratio: ratio.toFixed(4),
      goal: "at most 0.1 times fixed 5 s",
      reached: ratio <= 0.1,
    },
    {
      figure: `${figure}: longest delay from a task's end to its gate's opening, pollInterval 60 s`,
      measured: `this package ${(latest / 1000).toFixed(1)} s; median ${(of("ours", ({ delays }) => median(delays)) / 1000).toFixed(1)} s`,
      ratio: (latest / MINUTE).toFixed(2),
      goal: "at most 2 times pollInterval",
      reached: latest <= 2 * MINUTE,
    },
  ];
}

/** Makes a rate limit. The returned function counts a call and returns whether it exceeds its second's limit. */
function createLimit(allowed: number): (now: number) => boolean {
  let second = -1;
  let calls = 0;
  return (now) => {
    const current = Math.floor(now / 1000);
    if (current !== second) {
      second = current;
      calls = 0;
    }
    calls += 1;
    return calls > allowed;
  };
}

/** Runs this package's own waits and calls against a service in memory that sends no back-off hint. */
async function ourFleet(stories: readonly Story[], allowed: number, random: () => number): Promise<Fleet> {
  const clock = createFakeClock();
  const began = clock.now();
  const tooMany = createLimit(allowed);
  const result: Fleet = { calls: 0, throttled: 0, delays: [] };
  await Promise.all(
    stories.map(async ({ starts, ends }, at) => {
      const send: Send = async () => {
        result.calls += 1;
        if (tooMany(clock.now())) {
          result.throttled += 1;
          return answer(400, { RequestId: "r", Code: "Throttling.User", Message: "Request was denied" });
        }
        const task = wireTask(`dt-${at}`, clock.now() - began < ends ? "running" : "finished", began);
        const Data = { PageSize: "100", TotalElements: "1", Content: { List: [task] } };
        return answer(200, { RequestId: "r", Success: "true", Data });
      };
      await clock.sleep(starts);
      await awaitTasks(
        {
          selection: { regionCode: "cn-hangzhou", instanceName: `rm-${at}` },
          condition: { require: "latest", minTasks: 1, failOn: ["failed", "expired"], notFoundTimeout: 0 },
          timeout: 2 * HOURS,
          pollInterval: MINUTE,
        },
        callerOf(send, clock, random),
      );
      result.delays.push(clock.now() - began - Math.max(starts, ends));
    }),
  );
  return result;
}

function callerOf(send: Send, clock: ReturnType<typeof createFakeClock>, random: () => number): Caller {
  const parts = { clock, random, log: { debug: () => {}, warning: () => {} } };
  const keys = { accessKeyId: "key", accessKeySecret: "secret" };
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs.example" },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "bench", resolve: async () => keys, renew: () => {} },
    send,
    ...parts,
  });
  return {
    defaultRegion: async () => undefined,
    connect: () => ({
      call,
      looks: createLooksByList(clock),
      lookQuota: createRetryQuota(),
      ...createProcessMemory(),
      ...parts,
    }),
  };
}

function answer(status: number, body: object): WireResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** Simulates gates that look every 5 s, whether they are throttled or not. */
function fixedFleet(stories: readonly Story[], allowed: number): Fleet {
  const tooMany = createLimit(allowed);
  const result: Fleet = { calls: 0, throttled: 0, delays: [] };
  let waiting = stories.map((story) => ({ ...story, at: story.starts }));
  for (let second = 0; waiting.length > 0; second += 1_000) {
    const due = waiting.filter(({ at }) => at < second + 1_000).sort((a, b) => a.at - b.at);
    for (const gate of due) {
      result.calls += 1;
      if (tooMany(gate.at)) {
        result.throttled += 1;
      } else if (gate.at >= gate.ends) {
        result.delays.push(gate.at - Math.max(gate.starts, gate.ends));
        waiting = waiting.filter((other) => other !== gate);
      }
      gate.at += FIXED;
    }
  }
  return result;
}
