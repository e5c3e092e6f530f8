import { isDeepStrictEqual } from "node:util";
import type { ArgumentIssue } from "../../core/errors";
import { omitNothing } from "../../core/omitNothing";
import { GATE_OUTPUTS, gateInputs, OUTPUT_AS_INPUT } from "./gateInputs";
import type { Properties } from "../properties";
import { refusedInputs } from "../refusedInput";
import { splitUnknowns } from "../splitUnknowns";

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
  const refused = refusedInputs(gateInputs(inputs));
  const { known, unknown } = splitUnknowns(withoutRoots(gateInputs(inputs), refused));
  const { parseGateArguments, partialGateIssues } = await import("../../core/arguments/gateArguments");
  const issues =
    unknown.length + refused.length > 0 ? partialGateIssues(known) : (parseGateArguments(known).issues ?? []);
  return { inputs, failures: [...outputsAsInputs(inputs), ...refused.map(inWords), ...issues] };
}

/** Returns the inputs without those that hold a refused part. */
function withoutRoots(inputs: Properties, refused: readonly ArgumentIssue[]): Properties {
  const roots = refused.map(({ property }) => property.split(/[.[]/)[0]);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !roots.includes(name)));
}

/**
 * Moves the name of the input into the sentence. Next to a property, the engine shows the property's value, which would
 * be a placeholder.
 */
function inWords({ property, reason }: ArgumentIssue): ArgumentIssue {
  return { property: "", reason: `${property} ${reason}` };
}

/** A transform may set an output's name, which would otherwise be dropped without a word. */
function outputsAsInputs(inputs: Properties): ArgumentIssue[] {
  const given = omitNothing(inputs);
  return GATE_OUTPUTS.filter((name) => name in given).map((property) => ({ property, reason: OUTPUT_AS_INPUT }));
}
