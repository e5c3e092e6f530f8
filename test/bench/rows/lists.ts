import { atMost, client, type Effort, inTurn, median, type Row, spread, withServer } from "../measure";

const LATENCY = 20;
/** Number of calls that one listing makes at the same time. */
const PARALLEL = 8;

/** Growth in MiB that a smaller one counts as, because the heap of Node.js grows in steps of 1 to 8 MiB (--trace-gc). */
const LEAST_GROWTH = 4;

const last = ({ runs }: Awaited<ReturnType<typeof client>>) => runs.at(-1) as { wall: number; cpu: number };

/** Compares listings with the loops that users write without this package, and long listings with short ones. */
export async function lists(effort: Effort): Promise<Row[]> {
  return [...(await distant(effort)), ...(await near(effort)), ...(await growing(effort)), ...(await small(effort))];
}

async function distant({ runs, short, python }: Effort): Promise<Row[]> {
  const tasks = short ? 1_000 : 10_000;
  const times = await withServer(tasks, LATENCY, (host) =>
    inTurn(runs, {
      ours: async () => last(await client("ours.cjs", [host, 2])).wall,
      raw: async () => last(await client("raw.cjs", [host, 2])).wall,
      python: async () => last(await client("loop.py", [host, 2], python)).wall,
    }),
  );
  const [ours, raw, py] = [median(times.ours), median(times.raw), median(times.python)];
  const rounds = 1 + Math.ceil((tasks / 100 - 1) / PARALLEL);
  const figure = `second listing of ${tasks} tasks in a process, ${LATENCY} ms latency, pages of 100: wall time`;
  const measured = `this package ${spread(times.ours)}`;
  return [
    atMost(figure, `${measured}; loop with openapi-client ${spread(times.raw)}`, ours / raw, 0.2, "the loop"),
    atMost(figure, `${measured}; loop in Python ${spread(times.python)}`, ours / py, 0.2, "the loop"),
    atMost(
      figure,
      `${measured}; latency of ${rounds} rounds of ${PARALLEL} calls ${rounds * LATENCY} ms`,
      ours / (rounds * LATENCY),
      1.5,
      "the latency",
    ),
  ];
}

async function near({ runs, short }: Effort): Promise<Row[]> {
  const tasks = short ? 1_000 : 10_000;
  return await withServer(tasks, 0, async (host) => {
    const second = await inTurn(runs, {
      ours: async () => last(await client("ours.cjs", [host, 2])).cpu,
      raw: async () => last(await client("raw.cjs", [host, 2])).cpu,
    });
    return [
      atMost(
        `second listing of ${tasks} tasks in a process, no latency: CPU time`,
        `this package ${spread(second.ours)}; loop with openapi-client ${spread(second.raw)}`,
        median(second.ours) / median(second.raw),
        1.5,
        "the loop, which neither types the tasks nor finds repeated ones",
      ),
    ];
  });
}

async function growing({ runs, short }: Effort): Promise<Row[]> {
  const sizes = short ? [100, 1_000] : [1_000, 10_000, 100_000];
  const measured: { size: number; wall: number; peak: number; growth: number; parsed: number }[] = [];
  const single = await withServer(1, 0, (host) =>
    inTurn(runs, { peak: async () => (await client("ours.cjs", [host, 1])).peak }),
  );
  const idle = median(single.peak);
  for (const size of sizes) {
    await withServer(size, 0, async (host) => {
      const values = await inTurn(runs, {
        wall: async () => last(await client("ours.cjs", [host, 2])).wall,
        peak: async () => (await client("ours.cjs", [host, 1])).peak,
        parsed: async () => (await client("parse.cjs", [host, 1])).peak,
      });
      const [wall, peak, parsed] = [median(values.wall), median(values.peak), median(values.parsed)];
      measured.push({ size, wall, peak, growth: Math.max(0, peak - idle), parsed });
    });
  }
  const largest = measured.at(-1) as (typeof measured)[number];
  const decades = measured.slice(1).map((now, at) => {
    const before = measured[at] as typeof now;
    return { time: now.wall / before.wall, memory: now.growth / Math.max(LEAST_GROWTH, before.growth), size: now.size };
  });
  const growth = measured
    .map(({ size, wall, peak }) => `${size} tasks: ${wall.toFixed(0)} ms, ${peak.toFixed(0)} MiB`)
    .join("; ");
  const memoryOf = (size: number) =>
    `first listing of ${size} tasks in a process: peak memory above that of a single task (${idle.toFixed(0)} MiB)`;
  return [
    ...decades.flatMap(({ time, size }) => [
      atMost(`second listing of ${size} tasks in a process: wall time`, growth, time, 11, `that of ${size / 10} tasks`),
    ]),
    ...decades.map(({ memory, size }) =>
      atMost(memoryOf(size), growth, memory, 11, `that of ${size / 10} tasks, counted as at least ${LEAST_GROWTH} MiB`),
    ),
    atMost(
      `first listing of ${largest.size} tasks in a process: peak memory of the whole process`,
      `this package ${largest.peak.toFixed(0)} MiB; JSON.parse of the same bodies, all kept, ${largest.parsed.toFixed(0)} MiB`,
      largest.peak / largest.parsed,
      2.5,
      "JSON.parse",
    ),
  ];
}

/** Ranges of calls over which the median is taken: with a warm connection, and then with warm code as well. */
const EARLY = [50, 200] as const;
const LATE = [1_000, 2_000] as const;

/** Maximum milliseconds by which a call may be slower than the vendor's client: a twentieth of a call at 20 ms latency. */
const MOST_ADDED = 1;

async function small({ runs }: Effort): Promise<Row[]> {
  return await withServer(3, 0, async (host) => {
    const walls: Record<"ours" | "raw", number[][]> = { ours: [], raw: [] };
    for (let run = 0; run < runs; run++) {
      for (const whose of ["ours", "raw"] as const) {
        const report = await client("warm.cjs", [whose, host, LATE[1]]);
        walls[whose].push(report.runs.map(({ wall }) => wall));
      }
    }
    const trips = {
      ours: await count(host, () => client("warm.cjs", ["ours", host, 200])),
      raw: await count(host, () => client("warm.cjs", ["raw", host, 200])),
    };
    const row = (what: string, [from, to]: readonly [number, number]): Row => {
      const [ours, raw] = [walls.ours, walls.raw].map((each) => each.map((calls) => median(calls.slice(from, to))));
      const more = median(ours ?? []) - median(raw ?? []);
      return {
        figure: `listing of 3 tasks on a warm connection, ${what}: wall time of a call`,
        measured: `this package ${spread(ours ?? [])}; openapi-client ${spread(raw ?? [])}`,
        ratio: `${(median(ours ?? []) / median(raw ?? [])).toFixed(2)}, ${more.toFixed(2)} ms more`,
        goal: `at most ${MOST_ADDED} ms more than openapi-client, which neither types the tasks nor finds repeated ones`,
        reached: more <= MOST_ADDED,
      };
    };
    const requests = `this package ${trips.ours}; openapi-client ${trips.raw}`;
    return [
      {
        ...atMost("200 listings of 3 tasks: requests", requests, trips.ours / trips.raw, 1, "openapi-client"),
        isCount: true,
      },
      row("calls 51 to 200 of a process", EARLY),
      row("calls 1001 to 2000", LATE),
    ];
  });
}

/** Returns the number of list requests that the server receives during `use`. */
async function count(host: string, use: () => Promise<unknown>): Promise<number> {
  const lists = async () => Number(await (await fetch(`http://${host}/_count`)).text());
  const before = await lists();
  await use();
  return (await lists()) - before;
}
