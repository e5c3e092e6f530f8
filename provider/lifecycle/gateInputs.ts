import { argumentNames, SELECTION_ARGUMENTS } from "../core/query";

/** The inputs of a gate that decide whether it must open again: a change of one of these replaces it. */
export const REPLACING_INPUTS: readonly string[] = [
  ...argumentNames(SELECTION_ARGUMENTS, ({ role }) => role !== "route"),
  "require",
  "minTasks",
  "failOn",
  "triggers",
];

/** The inputs that say how a gate waits or how it reaches the service. A gate that is open stays open when they change. */
export const OTHER_INPUTS: readonly string[] = [
  ...argumentNames(SELECTION_ARGUMENTS, ({ role }) => role === "route"),
  "notFoundTimeout",
  "timeout",
  "pollInterval",
];

/** The properties of a resource that are a gate's inputs, whatever else its host adds (`__provider`) or its outputs hold. */
export function gateInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, tasks: _tasks, ids: _ids, summary: _summary, openedAt: _openedAt, ...inputs } = properties;
  return inputs;
}
