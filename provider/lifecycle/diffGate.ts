import { isDeepStrictEqual } from "node:util";
import type { GateRequest } from "../core/query";
import { gateInputs, OTHER_INPUTS, REPLACING_INPUTS } from "./gateInputs";
import type { Properties } from "./properties";

/** Compares the inputs with which a gate was opened to those that the program passes now. */
export async function diffGate(olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
  const [before, after] = await comparable(olds, news);
  const differs = (name: string) => !isDeepStrictEqual(before[name], after[name]);
  const replaces = REPLACING_INPUTS.filter(differs);
  return { changes: replaces.length > 0 || OTHER_INPUTS.some(differs), replaces };
}

/**
 * Returns both sets of inputs in a normalized form, so that spelling out a default or writing the same time differently
 * is not a change. If either can't be parsed, for example because an input is not known yet during a preview, both are
 * returned unchanged.
 */
async function comparable(olds: Properties, news: Properties): Promise<[Properties, Properties]> {
  const asTheyAre: [Properties, Properties] = [gateInputs(olds), gateInputs(news)];
  if (isDeepStrictEqual(...asTheyAre)) {
    return asTheyAre;
  }
  const { parseGateArguments } = await import("../core/arguments/gateArguments");
  const [old, now] = asTheyAre.map((inputs) => {
    const { value: request } = parseGateArguments(inputs);
    return request && normalized(inputs, request);
  });
  return old === undefined || now === undefined ? asTheyAre : [old, now];
}

function normalized(inputs: Properties, { selection, condition, timeout, pollInterval }: GateRequest): Properties {
  return { ...inputs, ...selection, ...condition, failOn: [...condition.failOn].sort(), timeout, pollInterval };
}
