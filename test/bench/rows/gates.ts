import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { type Effort, engineClient, inTurn, type Row, spread } from "../measure";

type Program = Parameters<typeof engineClient>[0]["program"];

/** Number of resources that the engine works on at a time. */
const SLOTS = 16;
/** Seconds from the start of a run to the end of the task that its gate waits for. */
const ENDS_IN = 12;

/** Measures gates in both hosts: a hundred that find their task finished, and one on which another resource depends. */
export async function gates({ runs, short }: Effort): Promise<Row[]> {
  const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  try {
    const count = short ? 10 : 100;
    const opened = await inTurn(runs, {
      dynamic: () => open(emulator, "gates", count),
      plugin: () => open(emulator, "pluginGates", count),
    });
    const delays = await inTurn(short ? 1 : 3, {
      dynamic: () => delay(emulator, "dependant"),
      plugin: () => delay(emulator, "pluginDependant"),
    });
    const most = Math.ceil(count / SLOTS) + 2;
    return (["dynamic", "plugin"] as const).flatMap((host) => {
      const where = host === "dynamic" ? "without a provider" : "with an explicit provider";
      const requests = Math.max(...opened[host].map((run) => run.requests));
      const times = spread(opened[host].map(({ wall }) => wall));
      const [whole, after] = [delays[host].map((each) => each.whole), delays[host].map((each) => each.afterLook)];
      return [
        {
          figure: `up of ${count} gates of one instance that find its task finished, ${SLOTS} at a time, ${where}: requests`,
          measured: `at most ${requests}, in ${times}`,
          ratio: (requests / most).toFixed(2),
          goal: `one for each wave of ${SLOTS}, plus 2: ${most}`,
          reached: requests <= most,
        },
        {
          figure: `from the end of a task, ${ENDS_IN} s after the start, to the first call of what depends on its gate, ${where}`,
          measured: `${spread(whole)}, of which after the look that saw it ${spread(after)}`,
          ratio: "",
          goal: "",
        },
      ];
    });
  } finally {
    await emulator.close();
  }
}

/** Creates gates whose task is finished. Returns the time of the `up` and the number of requests. */
async function open(emulator: Emulator, program: Program, count: number): Promise<{ wall: number; requests: number }> {
  emulator.reset();
  emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
  const wall = await up(emulator, program, count);
  return { wall, requests: emulator.requests().length };
}

/**
 * Measures the milliseconds from a task's end to the first request of a gate that depends on the task's gate. Tries a
 * task of twice the length if it ended before its gate looked at it, because the start took longer than that.
 */
async function delay(
  emulator: Emulator,
  program: Program,
  endsIn = ENDS_IN,
): Promise<{ whole: number; afterLook: number }> {
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
