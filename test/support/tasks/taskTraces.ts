import { type WireTask, wireTask } from "../sharing/listingConnection";

/** The course of some tasks from the queue to their end. Times are in milliseconds from the start of the trace. */
export interface TaskTrace {
  shape: TraceShape;
  taskIds: string[];
  /** Time at which the last task finishes. */
  end: number;
  /** Returns the list at a given time. `created` is the tasks' creation time in milliseconds since the epoch. */
  listAt(now: number, created: number): WireTask[];
}

/**
 * How a task works through its tables.
 * - `steady`: at one pace
 * - `bursty`: in bursts
 * - `stalling`: with a long pause in the middle
 * - `queueing`: only after a long time in the queue
 * - `giant`: with all tables finished early except the last one, which takes the rest of the time
 * - `full`: with all tables finished long before the task itself
 */
export type TraceShape = "steady" | "bursty" | "stalling" | "queueing" | "giant" | "full";
export const TRACE_SHAPES: readonly TraceShape[] = ["steady", "bursty", "stalling", "queueing", "giant", "full"];

/** Number of equal parts of a task's run, each with its own pace. */
const PARTS = 20;

/** Makes a random trace that takes between three quarters of `duration` and all of it. */
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

/** Returns the fraction of the work that is done after a fraction of the time, both from 0 to 1. */
function part(paces: readonly number[], time: number): number {
  const at = time * paces.length;
  const whole = Math.floor(at);
  const done = paces.slice(0, whole).reduce((sum, one) => sum + one, 0) + (paces[whole] ?? 0) * (at - whole);
  return done / paces.reduce((sum, one) => sum + one, 0);
}
