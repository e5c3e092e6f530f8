import type { TaskCondition } from "../query";

/** Defaults of a gate's inputs, spelled as a program would write them. `require` and `timeout` depend on more. */
export const GATE_DEFAULTS = {
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: "5m",
  pollInterval: "60s",
  taskRetries: 0,
} as const;

/** Returns the default of `require`: all of the named tasks, else the latest one. */
export function defaultRequire(taskIds: unknown): TaskCondition["require"] {
  return taskIds === undefined ? "latest" : "all";
}
