import { isDeepStrictEqual } from "node:util";
import type { GateRequest } from "../core/query";
import { gateInputs, OTHER_INPUTS, REPLACING_INPUTS } from "./gateInputs";
import type { Properties } from "./properties";

/** Compares the inputs that a gate was opened with to the inputs that the program gives now. */
export async function diffGate(olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
  const [before, after] = await comparable(olds, news);
  const differs = (name: string) => !isDeepStrictEqual(before[name], after[name]);
  const replaces = REPLACING_INPUTS.filter(differs);
  return { changes: replaces.length > 0 || OTHER_INPUTS.some(differs), replaces };
}

/**
 * Returns both inputs in one form if both can be parsed, so that neither a default that is spelled out nor another
 * spelling of the same moment is a change. In a preview some inputs may not be known yet. Then both are returned
 * unchanged.
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
