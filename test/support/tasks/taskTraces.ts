import { type WireTask, wireTask } from "../sharing/listingConnection";

/** A story of tasks that somebody waits for; all times in milliseconds from its beginning. */
export interface TaskTrace {
  shape: TraceShape;
  taskIds: string[];
  /** When the last of its tasks is finished. */
  end: number;
  /** The list at a moment. `created` is the creation time of the tasks, milliseconds since the epoch. */
  listAt(now: number, created: number): WireTask[];
}

/**
 * How tables are finished: at one pace, in bursts, with a halt in the middle, only after a long queue, all but the last
 * one soon, or all of them long before the task is.
 */
export type TraceShape = "steady" | "bursty" | "stalling" | "queueing" | "giant" | "full";
export const TRACE_SHAPES: readonly TraceShape[] = ["steady", "bursty", "stalling", "queueing", "giant", "full"];

/** Parts into which a task's run is cut, each with its own pace. */
const PARTS = 20;

/** Makes a random story that takes about `duration`: between three quarters of it and the whole. */
export function makeTrace(shape: TraceShape, duration: number, tasks: number, random: () => number): TaskTrace {
  const end = Math.round(duration * (0.75 + 0.25 * random()));
  const lives = Array.from({ length: tasks }, (_, index) => {
    const ends = index === 0 ? end : Math.round(end * (0.3 + 0.7 * random()));
    const starts = ends * (shape === "queueing" ? 0.5 + 0.4 * random() : 0.05);
    const tables = [1, 4, 10, 40, 200][Math.floor(random() * 5)] as number;
    const paces = Array.from({ length: PARTS }, (_, part) => pace(shape, part, random));
    return { id: `dt-${index}`, starts, ends, tables, paces };
  });
  const listAt = (now: number, created: number) =>
    lives.map(({ id, starts, ends, tables, paces }) => {
      if (now < starts) return wireTask(id, "queueing", created, { Progress: "0/0" });
      if (now >= ends) return wireTask(id, "finished", created, { Progress: `${tables}/${tables}` });
      const most = shape === "full" ? tables : tables - 1;
      const done = Math.min(most, Math.floor(tables * part(paces, (now - starts) / (ends - starts))));
      return wireTask(id, "running", created, { Progress: `${done}/${tables}` });
    });
  return { shape, taskIds: lives.map(({ id }) => id), end, listAt };
}

function pace(shape: TraceShape, part: number, random: () => number): number {
  if (shape === "bursty") return random() < 0.3 ? 5 * random() : 0.05;
  if (shape === "stalling") return part > 6 && part < 14 ? 0.02 : 1;
  if (shape === "giant" || shape === "full") return part < 6 ? 1 : 0;
  return 1;
}

/** The part of the work that is done after a part of the time. */
function part(paces: readonly number[], time: number): number {
  const at = time * paces.length;
  const whole = Math.floor(at);
  const done = paces.slice(0, whole).reduce((sum, one) => sum + one, 0) + (paces[whole] ?? 0) * (at - whole);
  return done / paces.reduce((sum, one) => sum + one, 0);
}
