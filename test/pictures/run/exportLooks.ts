import type { EmulatedTask } from "../../../sdk/emulator/scenario";

/** The database instance of the pictures. */
export const INSTANCE = "rm-bp1example";

/** Three exports: one is finished, one runs and one is queueing. */
export const EXPORTS: readonly EmulatedTask[] = [
  { taskId: "dt-orders", instanceName: INSTANCE, createdIn: -7200, running: 3600, tables: 12 },
  { taskId: "dt-customers", instanceName: INSTANCE, createdIn: -600, queueing: 60, running: 552, tables: 48 },
  { taskId: "dt-invoices", instanceName: INSTANCE, createdIn: -60, queueing: 66, running: 10, tables: 8 },
];

/**
 * Seconds by which the service's clock has gone on at each look of a wait, so that every run sees the same states. The
 * last one repeats. At the second look the third export runs, and at the last one the second export is finished.
 */
export const LOOKS = [0, 7, 8, 9, 10, 11.9, 12.5];

/** Seconds after which all exports are finished. */
export const ALL_FINISHED = 60;
