import { atMost, client, type Effort, inTurn, median, type Row, spread, withServer } from "../measure";

const LATENCY = 20;
/** Calls of a list that are under way at once. */
const PARALLEL = 8;

const last = ({ runs }: Awaited<ReturnType<typeof client>>) => runs.at(-1) as { wall: number; cpu: number };

/** Long lists: against the loops that one writes without this package, and against themselves. */
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
  const cpu = await withServer(tasks, 0, (host) =>
    inTurn(runs, { ours: async () => last(await client("ours.cjs", [host, 2])).cpu }),
  );
  const [ours, raw, py] = [median(times.ours), median(times.raw), median(times.python)];
  const rounds = 1 + Math.ceil((tasks / 100 - 1) / PARALLEL);
  const bound = LATENCY * rounds + median(cpu.ours);
  const figure = `list ${tasks} tasks, ${LATENCY} ms latency, pages of 100: wall of the second list in a process`;
  const ms = `ours ${spread(times.ours)}`;
  return [
    atMost(figure, `${ms}; loop over openapi-client ${spread(times.raw)}`, ours / raw, 0.2, "of the loop"),
    atMost(figure, `${ms}; loop in Python ${spread(times.python)}`, ours / py, 0.2, "of the loop"),
    atMost(
      figure,
      `${ms}; the limit ${bound.toFixed(0)} ms: ${rounds} rounds of ${LATENCY} ms and ${median(cpu.ours).toFixed(0)} ms of CPU`,
      ours / bound,
      1.3,
      "of the limit",
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
    const whole = await inTurn(runs, {
      ours: async () => (await client("ours.cjs", [host, 1])).cpu,
      raw: async () => (await client("raw.cjs", [host, 1])).cpu,
    });
    const row = (what: string, times: typeof whole, limit: number) =>
      atMost(
        `list ${tasks} tasks, no latency: CPU of ${what}`,
        `ours ${spread(times.ours)}; loop over openapi-client ${spread(times.raw)}`,
        median(times.ours) / median(times.raw),
        limit,
        "of the loop",
      );
    return [
      row("the second list in a process", second, 1),
      row("the first list, with all that it loads beside @pulumi/pulumi", whole, 1.5),
    ];
  });
}

async function growing({ runs, short }: Effort): Promise<Row[]> {
  const sizes = short ? [100, 1_000] : [1_000, 10_000, 100_000];
  const measured: { size: number; wall: number; peak: number; growth: number; parsed: number }[] = [];
  const idle = await withServer(1, 0, async (host) => ({
    ours: (await client("ours.cjs", [host, 1])).peak,
  }));
  for (const size of sizes) {
    await withServer(size, 0, async (host) => {
      const values = await inTurn(runs, {
        wall: async () => last(await client("ours.cjs", [host, 2])).wall,
        peak: async () => (await client("ours.cjs", [host, 1])).peak,
        parsed: async () => (await client("parse.cjs", [host, 1])).peak,
      });
      const [wall, peak, parsed] = [median(values.wall), median(values.peak), median(values.parsed)];
      measured.push({ size, wall, peak, growth: Math.max(0, peak - idle.ours), parsed });
    });
  }
  const largest = measured.at(-1) as (typeof measured)[number];
  const decades = measured.slice(1).map((now, at) => {
    const before = measured[at] as typeof now;
    return { time: now.wall / before.wall, memory: now.growth / Math.max(1, before.growth), size: now.size };
  });
  const told = measured
    .map(({ size, wall, peak }) => `${size}: ${wall.toFixed(0)} ms, ${peak.toFixed(0)} MiB`)
    .join("; ");
  return [
    ...decades.flatMap(({ time, size }) => [
      atMost(`time of ${size} tasks`, told, time, 11, `times that of ${size / 10}`),
    ]),
    ...decades.map(({ memory, size }) =>
      atMost(
        `peak memory of ${size} tasks, over that of one task (${idle.ours.toFixed(0)} MiB)`,
        told,
        memory,
        11,
        `times that of ${size / 10}`,
      ),
    ),
    atMost(
      `peak memory of ${largest.size} tasks, whole process`,
      `ours ${largest.peak.toFixed(0)} MiB; JSON.parse of the same bodies, kept, ${largest.parsed.toFixed(0)} MiB`,
      largest.peak / largest.parsed,
      2.5,
      "of JSON.parse",
    ),
  ];
}

/** Calls of which the median is taken: the first ones with a warm connection, and those in which the code is warm too. */
const EARLY = [50, 200] as const;
const LATE = [1_000, 2_000] as const;

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
    const row = (what: string, [from, to]: readonly [number, number]) => {
      const [ours, raw] = [walls.ours, walls.raw].map((each) => each.map((calls) => median(calls.slice(from, to))));
      return atMost(
        `one list of 3 tasks, connection warm: wall of a call, ${what}`,
        `ours ${spread(ours ?? [])}; openapi-client ${spread(raw ?? [])}`,
        median(ours ?? []) / median(raw ?? []),
        1,
        "of the raw call",
      );
    };
    return [
      atMost(
        "one list of 3 tasks: round trips of 200",
        `ours ${trips.ours}; openapi-client ${trips.raw}`,
        trips.ours / trips.raw,
        1,
        "of the raw calls'",
      ),
      row("calls 51 to 200 of a process", EARLY),
      row("calls 1001 to 2000", LATE),
    ];
  });
}

/** How many lists the server is asked for meanwhile. */
async function count(host: string, use: () => Promise<unknown>): Promise<number> {
  const lists = async () => Number(await (await fetch(`http://${host}/_count`)).text());
  const before = await lists();
  await use();
  return (await lists()) - before;
}
