import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { atMost, type Effort, engineClient, inTurn, median, type Row, spread } from "../measure";

type Program = Parameters<typeof engineClient>[0]["program"];

/** Compares the time that gates take on the real engine with the time that minimal dynamic resources take. */
export async function engine({ runs, short }: Effort): Promise<Row[]> {
  const scenario = scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET });
  const emulator = await startEmulator({ scenario });
  const folders: string[] = [];
  /** Makes a stack for a program. Returns a function that prepares the timing of an operation. */
  const stackOf = (program: Program, count: number) => {
    const directory = mkdtempSync(join(tmpdir(), "bench-"));
    folders.push(directory);
    return (operation: "preview" | "up") => () =>
      engineClient({ program, count, operation, url: emulator.url, directory });
  };
  try {
    const rows: Row[] = [];
    emulator.addTasks([exportTask("dt-finished", { endsIn: -60 })]);
    for (const count of short ? [1] : [1, 10, 100]) {
      const [gates, smallest] = [stackOf("gates", count), stackOf("smallest", count)];
      await gates("up")();
      await smallest("up")();
      for (const operation of ["preview", "up"] as const) {
        const times = await inTurn(runs, { gates: gates(operation), smallest: smallest(operation) });
        rows.push(
          atMost(
            `${operation} with ${count} open ${count === 1 ? "gate" : "gates"}`,
            `this package ${spread(times.gates)}; as many minimal dynamic resources ${spread(times.smallest)}`,
            median(times.gates) / median(times.smallest),
            // A gate has seven properties more than the smallest resource. The SDK formats four stack traces for each
            // (debuggablePromise, called by transferProperties), which are most of what a gate takes longer (--cpu-prof).
            count < 100 ? 1.05 : 1.1,
            "the minimal resources",
          ),
        );
      }
    }
    emulator.reset();
    emulator.addTasks([exportTask("dt-running", { endsIn: 36_000, tables: 10 })]);
    const [ours, smallest] = [stackOf("listAndGate", 1)("preview"), stackOf("smallest", 1)("preview")];
    const times = await inTurn(runs, { ours, smallest });
    const more = median(times.ours) - median(times.smallest);
    rows.push({
      figure: "preview of one list and one gate that would wait",
      measured: `this package ${spread(times.ours)}; one minimal dynamic resource instead ${spread(times.smallest)}`,
      ratio: `${more < 0 ? "" : "+"}${more.toFixed(0)} ms`,
      goal: "at most 300 ms more",
      reached: more <= 300,
    });
    return rows;
  } finally {
    await emulator.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}
