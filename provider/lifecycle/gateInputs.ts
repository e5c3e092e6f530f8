import { argumentNames, SELECTION_ARGUMENTS } from "../core/query";
import { SECRET_INPUTS } from "./secretInputs";

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
 * Returns a gate's inputs from the properties of its resource, without its outputs, without `__provider`, which the
 * host adds, and without the names of the secret inputs.
 */
export function gateInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, [SECRET_INPUTS]: _secret, ...others } = properties;
  const { tasks: _tasks, ids: _ids, summary: _summary, openedAt: _openedAt, ...inputs } = others;
  return inputs;
}
