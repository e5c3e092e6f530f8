import { argumentNames, SELECTION_ARGUMENTS } from "../core/query";

/** The inputs that decide whether a gate must open again. Changing any of them replaces the gate. */
export const REPLACING_INPUTS: readonly string[] = [
  ...argumentNames(SELECTION_ARGUMENTS, ({ role }) => role !== "route"),
  "require",
  "minTasks",
  "failOn",
  "triggers",
];

/** The inputs that decide how a gate waits or how it reaches the service. An open gate stays open when they change. */
export const OTHER_INPUTS: readonly string[] = [
  ...argumentNames(SELECTION_ARGUMENTS, ({ role }) => role === "route"),
  "notFoundTimeout",
  "timeout",
  "pollInterval",
];

/**
 * Returns a gate's inputs from the properties of its resource, without its outputs and without `__provider`, which the
 * host adds.
 */
export function gateInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, tasks: _tasks, ids: _ids, summary: _summary, openedAt: _openedAt, ...inputs } = properties;
  return inputs;
}
