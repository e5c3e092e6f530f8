import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../../engine/gateStack";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { atMost, type Effort, engineClient, inTurn, median, type Row, spread } from "../measure";

type Program = Parameters<typeof engineClient>[0]["program"];

/** A program with other resources instead of gates. */
interface Peer {
  program: Program;
  /** Name of these resources in a sentence. */
  name: string;
}

const MINIMAL: Peer = { program: "smallest", name: "minimal dynamic resources" };
/**
 * Resources that are to Pulumi what a gate is. They show that the extra time of gates is Pulumi's: for each of seven more
 * properties the SDK formats four stack traces (debuggablePromise, called by transferProperties), and there are a record and
 * an alias.
 */
const LIKE_GATES: Peer = { program: "likeGates", name: "resources like a gate that do nothing" };

const WHOLE = [
  { count: 1, limit: 1.05, peers: [MINIMAL] },
  { count: 10, limit: 1.05, peers: [MINIMAL] },
  { count: 100, limit: 1.1, peers: [MINIMAL, LIKE_GATES] },
];
const SHORT = [{ count: 1, limit: 1.05, peers: [MINIMAL, LIKE_GATES] }];

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
    for (const { count, limit, peers } of short ? SHORT : WHOLE) {
      const programs: Program[] = ["gates", ...peers.map(({ program }) => program)];
      const stacks = programs.map((program) => [program, stackOf(program, count)] as const);
      for (const [, stack] of stacks) await stack("up")();
      for (const operation of ["preview", "up"] as const) {
        const runsOf = stacks.map(([program, stack]) => [program, stack(operation)]);
        const times = await inTurn(runs, Object.fromEntries(runsOf) as Record<Program, () => Promise<number>>);
        for (const { program, name } of peers) {
          rows.push(
            atMost(
              `${operation} with ${count} open ${count === 1 ? "gate" : "gates"}`,
              `this package ${spread(times.gates)}; as many ${name} ${spread(times[program])}`,
              median(times.gates) / median(times[program]),
              limit,
              `the ${name}`,
            ),
          );
        }
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
