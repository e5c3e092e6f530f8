import type { Caller } from "../../../provider/connection/caller";
import { awaitTasks } from "../../../provider/operations/awaitTasks";
import { seededRandom } from "../../support/seededRandom";
import { listingConnection } from "../../support/sharing/listingConnection";
import { makeTrace, type TaskTrace, TRACE_SHAPES } from "../../support/tasks/taskTraces";
import { type Effort, median, type Row } from "../measure";

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const OURS = "this package";

/** Results of one wait: its number of looks, and the milliseconds from the tasks' end to the look that saw it. */
interface Wait {
  looks: number;
  delay: number;
}

/**
 * Other waiters' pauses, taken from their source code. Each function takes the number of looks so far and returns the
 * milliseconds before the next one.
 */
const PEERS: Record<string, (looks: number, random: () => number) => number> = {
  "fixed 5 s": () => 5_000,
  "fixed 30 s": () => 30_000,
  // terraform-plugin-sdk, retry.StateChangeConf: doubles from 100 ms up to 10 s.
  "Terraform's back-off": (looks) => Math.min(10_000, 100 * 2 ** looks),
  // smithy-typescript, util-waiter: random between 2 s and a limit that doubles from 2 s up to 120 s.
  "AWS SDK's waiter": (looks, random) => 2_000 + random() * (Math.min(120_000, 2_000 * 2 ** (looks - 1)) - 2_000),
};

/**
 * Compares the looks and delays of this package's wait with those of other waiters, over the same simulated tasks.
 */
export async function waits({ short }: Effort): Promise<Row[]> {
  const all: { duration: string; name: string; waits: (Wait & { end: number })[] }[] = [];
  for (const [duration, length, runs] of [
    ["1 min", MINUTE, 40],
    ["10 min", 10 * MINUTE, 40],
    ["1 h", 60 * MINUTE, 40],
    ["6 h", 360 * MINUTE, 40],
  ] as const) {
    const random = seededRandom(11);
    const stories = TRACE_SHAPES.flatMap((shape) =>
      [1, 3, 50].flatMap((tasks) =>
        Array.from({ length: short ? 2 : runs }, () => makeTrace(shape, length, tasks, random)),
      ),
    );
    const ours: Wait[] = [];
    for (const story of stories) ours.push(await ourWait(story, random));
    const withEnds = (made: Wait[]) => made.map((wait, at) => ({ ...wait, end: (stories[at] as TaskTrace).end }));
    all.push({ duration, name: OURS, waits: withEnds(ours) });
    for (const [name, pause] of Object.entries(PEERS)) {
      all.push({ duration, name, waits: withEnds(stories.map((story) => peersWait(story.end, pause, random))) });
    }
  }
  const durations = [...new Set(all.map(({ duration }) => duration))];
  return ["all", ...durations].map((duration) => {
    const rules = [OURS, ...Object.keys(PEERS)].map((name) => {
      const made = all.filter((one) => one.name === name && (duration === "all" || one.duration === duration));
      return { name, ...sums(made.flatMap((one) => one.waits)) };
    });
    const [mine, ...others] = rules as [(typeof rules)[number], ...typeof rules];
    const fixed = others[0] as typeof mine;
    const asFew = others.filter(({ looks }) => looks <= mine.looks);
    const shorter = asFew.filter(({ delay }) => delay < mine.delay);
    return {
      figure: `simulated waits for tasks of ${duration === "all" ? durations.join(", ") : duration}: total looks, median delay`,
      measured: rules
        .map(({ name, looks, delay }) => `${name}: ${looks} looks, ${(delay / 1000).toFixed(1)} s`)
        .join("; "),
      goal:
        duration === "all"
          ? "at most half the looks of fixed 5 s, and a delay no longer than that of any rule with as few looks"
          : "",
      ratio: (mine.looks / fixed.looks).toFixed(2),
      ...(duration === "all" ? { reached: mine.looks <= fixed.looks / 2 && shorter.length === 0 } : {}),
    };
  });
}

function sums(made: readonly Wait[]): Wait {
  return {
    looks: made.reduce((total, { looks }) => total + looks, 0),
    delay: median(made.map(({ delay }) => delay)),
  };
}

async function ourWait({ taskIds, end, listAt }: TaskTrace, random: () => number): Promise<Wait> {
  const { connection, asked, clock } = listingConnection(() => listAt(clock.now() - START, START));
  const caller = { connect: () => ({ ...connection, random }) } as unknown as Caller;
  await awaitTasks(
    {
      selection: { regionCode: "cn-hangzhou", instanceName: "rm-1", taskIds },
      condition: { require: "all", minTasks: 1, failOn: ["failed"], notFoundTimeout: 0, taskIds },
      timeout: 2 * end + MINUTE,
      pollInterval: MINUTE,
    },
    caller,
  );
  return { looks: asked.length, delay: clock.now() - START - end };
}

function peersWait(end: number, pause: (looks: number, random: () => number) => number, random: () => number): Wait {
  let now = 0;
  for (let looks = 1; ; looks++) {
    if (now >= end) return { looks, delay: now - end };
    now += pause(looks, random);
  }
}
