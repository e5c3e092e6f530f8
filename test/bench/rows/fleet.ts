import type { Caller } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { formatDuration } from "../../../provider/core/text/formatDuration";
import { awaitTasks } from "../../../provider/operations/awaitTasks";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import type { Send, WireResponse } from "../../../provider/wire/transport/transport";
import { createFakeClock } from "../../support/fakeClock";
import { seededRandom } from "../../support/seededRandom";
import { wireTask } from "../../support/sharing/listingConnection";
import { type Effort, median, type Row } from "../measure";

const MINUTE = 60_000;
const HOURS = 6 * 60 * MINUTE;
const GATES = 1_000;
/** What the account may call in a second. */
const ALLOWED = 50;
const FIXED = 5_000;

/** When a gate starts to wait and when its task ends, milliseconds. */
interface Story {
  starts: number;
  ends: number;
}

/** What became of a fleet: its calls, those that were throttled, and how long after its task's end each gate opened. */
interface Fleet {
  calls: number;
  throttled: number;
  delays: number[];
}

/** Gates of one account, each in a deployment of its own, so that nothing is shared between them. */
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
  const figure = `a fleet of ${gates} gates, ${allowed} calls/s, ${formatDuration(until)}, simulated`;
  const told = (which: "ours" | "fixed") =>
    `${of(which, ({ throttled }) => throttled)} of ${of(which, ({ calls }) => calls)} calls`;
  return [
    {
      figure: `${figure}: throttled calls`,
      measured: `ours ${told("ours")}; fixed 5 s ${told("fixed")}; the ratio is the worst of ${made.length} seeds`,
      ratio: ratio.toFixed(4),
      goal: "at most 0.1 of fixed 5 s",
      reached: ratio <= 0.1,
    },
    {
      figure: `${figure}: the latest opening after a task's end, pollInterval 60 s`,
      measured: `${(latest / 1000).toFixed(1)} s; in the median ${(of("ours", ({ delays }) => median(delays)) / 1000).toFixed(1)} s`,
      ratio: (latest / MINUTE).toFixed(2),
      goal: "at most 2 times pollInterval",
      reached: latest <= 2 * MINUTE,
    },
  ];
}

/** Says of each call whether it is one too many in its second. */
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

/** This package's own waits and calls, over a service in memory that gives no back-off hint. */
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
    connect: () => ({ call, looks: createLooksByList(clock), ...parts }),
  };
}

function answer(status: number, body: object): WireResponse {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** A look every 5 s, throttled or not. */
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
