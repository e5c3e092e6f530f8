import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { atMost, type Effort, engineClient, inTurn, median, type Row, spread } from "../measure";

type Program = Parameters<typeof engineClient>[0]["program"];

/** Number of resources that the engine works on at a time. */
const SLOTS = 16;
/** Seconds from the start of a run to the end of the task that its gate waits for. */
const ENDS_IN = 12;

/** Maximum milliseconds for which a gate waits for others that need the same list. */
const MOST_SHARING = 500;
/** Maximum milliseconds from a task's end to the start of what depends on its gate: `pollInterval`, by default. */
const LONGEST_DELAY = 60_000;
/** Maximum milliseconds from the look that saw the end to that start. */
const AFTER_LOOK = 200;
/** Each delay takes longer than its task, so it is measured less often. */
export const DELAY_RUNS = 3;

/** Measures gates in both hosts: a hundred that find their task finished, and one on which another resource depends. */
export async function gates({ runs, short }: Effort): Promise<Row[]> {
  const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  try {
    const count = short ? 10 : 100;
    const opened = await inTurn(runs, {
      dynamic: () => open(emulator, "gates", count),
      plugin: () => open(emulator, "pluginGates", count),
      smallest: () => open(emulator, "smallest", count),
    });
    const delays = await inTurn(short ? 1 : DELAY_RUNS, {
      dynamic: () => delay(emulator, "dependant"),
      plugin: () => delay(emulator, "pluginDependant"),
    });
    return [
      ...hostRows("without a provider", count, opened.dynamic, opened.smallest, delays.dynamic),
      ...hostRows("with an explicit provider", count, opened.plugin, opened.smallest, delays.plugin),
    ];
  } finally {
    await emulator.close();
  }
}

/** Time in milliseconds and requests of an `up`. */
interface Opened {
  wall: number;
  requests: number;
}

/** Milliseconds from a task's end to the start of what depends on its gate, and from the look that saw the end. */
interface Delay {
  whole: number;
  afterLook: number;
}

function hostRows(
  where: string,
  count: number,
  opened: readonly Opened[],
  smallest: readonly Opened[],
  delays: readonly Delay[],
): Row[] {
  const waves = Math.ceil(count / SLOTS);
  const requests = Math.max(...opened.map((run) => run.requests));
  const [times, peer] = [opened, smallest].map((all) => all.map(({ wall }) => wall)) as [number[], number[]];
  const more = median(times) - median(peer);
  const [whole, after] = [delays.map((each) => each.whole), delays.map((each) => each.afterLook)];
  const figure = `first up of ${count} gates of one instance that find its task finished, ${SLOTS} at a time, ${where}`;
  const end = `from the end of a task to the first call of what depends on its gate, ${where}`;
  return [
    {
      figure: `${figure}: most requests of a run`,
      measured: String(requests),
      ratio: (requests / (waves + 2)).toFixed(2),
      goal: `one for each wave of ${SLOTS}, plus 2: ${waves + 2}`,
      reached: requests <= waves + 2,
    },
    {
      figure: `${figure}: wall time`,
      measured: `this package ${spread(times)}; as many minimal dynamic resources ${spread(peer)}`,
      ratio: `${more.toFixed(0)} ms more`,
      goal: `at most ${MOST_SHARING} ms more for each wave of ${SLOTS}: ${waves * MOST_SHARING} ms`,
      reached: more <= waves * MOST_SHARING,
    },
    atMost(end, spread(whole), median(whole) / LONGEST_DELAY, 1, `pollInterval, ${LONGEST_DELAY} ms`),
    atMost(`${end}, after the look that saw it`, spread(after), median(after) / AFTER_LOOK, 1, `${AFTER_LOOK} ms`),
  ];
}

/** Creates gates whose task is finished. Returns the time of the `up` and the number of requests. */
async function open(emulator: Emulator, program: Program, count: number): Promise<Opened> {
  emulator.reset();
  emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
  const wall = await up(emulator, program, count);
  return { wall, requests: emulator.requests().length };
}

/**
 * Measures the milliseconds from a task's end to the first request of a gate that depends on the task's gate. Tries a
 * task of twice the length if it ended before its gate looked at it, because the start took longer than that.
 */
async function delay(emulator: Emulator, program: Program, endsIn = ENDS_IN): Promise<Delay> {
  emulator.reset();
  const end = Date.now() + endsIn * 1000;
  emulator.addTasks([
    exportTask("dt-a", { endsIn, createdAgo: 60, tables: 10 }),
    exportTask("dt-b", { endsIn: -60, instanceName: "rm-2" }),
  ]);
  await up(emulator, program, 1);
  const at = (instance: string) =>
    emulator.requests().flatMap(({ parameters, at: time }) => (parameters.InstanceName === instance ? [time] : []));
  const [looks, first] = [at("rm-1"), at("rm-2")[0]];
  const [began, saw] = [looks[0], looks.at(-1)];
  if (first === undefined || began === undefined || saw === undefined) throw new Error("a gate sent nothing");
  if (began > end) return await delay(emulator, program, 2 * endsIn);
  return { whole: first - end, afterLook: first - saw };
}

async function up({ url }: Emulator, program: Program, count: number): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return await engineClient({ program, count, operation: "up", url, directory, parallel: SLOTS });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
