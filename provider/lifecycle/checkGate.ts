import { isDeepStrictEqual } from "node:util";
import type { ArgumentIssue } from "../core/errors";
import { gateInputs } from "./gateInputs";
import type { Properties } from "./properties";
import { splitUnknowns } from "./splitUnknowns";

/*
 * The files in this folder import the argument parser only when there is something to parse. An open gate with
 * unchanged inputs does not need it, and loading zod takes as long as processing a hundred such gates.
 */

/**
 * Checks the inputs of a gate. An input that is not known yet during a preview is not a problem. The inputs with which
 * a gate was opened are not checked again.
 * @param olds - the inputs of the open gate, or an empty object if there is no open gate
 */
export async function checkGate(
  olds: Properties,
  inputs: Properties,
): Promise<{ inputs: Properties; failures: ArgumentIssue[] }> {
  const isOpen = Object.keys(olds).length > 0;
  if (isOpen && isDeepStrictEqual(gateInputs(olds), gateInputs(inputs))) {
    return { inputs, failures: [] };
  }
  const { parseGateArguments, partialGateIssues } = await import("../core/arguments/gateArguments");
  const { known, unknown } = splitUnknowns(gateInputs(inputs));
  const issues = unknown.length > 0 ? partialGateIssues(known) : (parseGateArguments(known).issues ?? []);
  return { inputs, failures: issues };
}
