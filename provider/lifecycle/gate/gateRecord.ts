import type { DownloadTaskDetails } from "../../core/listing/task";
import type { GateRequest } from "../../core/query";
import type { Verdict } from "../../core/verdict/verdict";

/** What a gate records when it opens. */
export interface GateRecord {
  /** The judged tasks. */
  tasks: DownloadTaskDetails[];
  /** The sentence of the verdict. */
  summary: string;
  /** Time at which the gate opened, ISO 8601 UTC with milliseconds. */
  openedAt: string;
}

/** Name and version of this form. Change the number when a field is added, removed or changes its meaning. */
export const GATE_RECORD_FORM = "gate 1";

/**
 * Returns the record of a gate that opens now.
 * @param now - milliseconds since the epoch
 */
export function gateRecord({ tasks, sentence }: Verdict, now: number): GateRecord {
  return { tasks, summary: sentence, openedAt: new Date(now).toISOString() };
}

/** Tells whether a value that another process handed over is a gate's record. */
export function isGateRecord(value: unknown): value is GateRecord {
  const { tasks, summary, openedAt } = (value ?? {}) as Partial<Record<keyof GateRecord, unknown>>;
  return (
    Array.isArray(tasks) &&
    tasks.every((task: Partial<DownloadTaskDetails> | null) => typeof task?.taskId === "string") &&
    typeof summary === "string" &&
    typeof openedAt === "string" &&
    !Number.isNaN(Date.parse(openedAt))
  );
}

/** Returns the parts of a request that decide what a gate records. How long it waits is not one of them. */
export function recordedRequest({ selection, condition }: GateRequest): Pick<GateRequest, "selection" | "condition"> {
  return { selection, condition };
}
