import { omitNothing } from "../../core/omitNothing";
import { argumentNames, SELECTION_ARGUMENTS } from "../../core/query";
import { SECRET_INPUTS } from "../secretInputs";

/** The inputs that decide whether a gate must open again. Changing any of them replaces the gate. */
export const GATE_REPLACING_INPUTS: readonly string[] = [
  ...argumentNames(SELECTION_ARGUMENTS, ({ role }) => role !== "route"),
  "require",
  "minTasks",
  "failOn",
  "triggers",
];

/** The outputs of a gate. */
export const GATE_OUTPUTS = ["tasks", "ids", "summary", "openedAt"] as const;

/** Explanation for an output of a gate that is given as an input. */
export const OUTPUT_AS_GATE_INPUT = "is an output of a gate, not an input; to wait for tasks by their ids, set taskIds";

/**
 * Returns a gate's inputs from the properties of its resource, without its outputs, without `__provider`, which the
 * host adds, without the names of the secret inputs, and without inputs that are `null`.
 */
export function gateInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, [SECRET_INPUTS]: _secret, ...others } = properties;
  const { tasks: _tasks, ids: _ids, summary: _summary, openedAt: _openedAt, ...inputs } = others;
  return omitNothing(inputs);
}
