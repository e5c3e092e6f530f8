import { isDeepStrictEqual } from "node:util";
import type { GateRequest } from "../../core/query";
import { gateInputs, REPLACING_INPUTS } from "./gateInputs";
import type { Properties } from "../properties";

/**
 * Compares the inputs with which a gate was opened to those that the program passes now. Inputs that only say how to
 * wait or how to reach the service are no change. In a preview of an update, all outputs would be unknown, so whatever
 * uses the gate would appear as replaced. The state takes the new inputs even if there is no change.
 */
export async function diffGate(olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
  const [before, after] = await comparable(replacing(olds), replacing(news));
  const replaces = REPLACING_INPUTS.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return { changes: replaces.length > 0, replaces };
}

function replacing(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(gateInputs(properties)).filter(([name]) => REPLACING_INPUTS.includes(name)));
}

/**
 * Returns both sets of inputs in a normalized form, so that the same selection and condition in another spelling is not
 * a change. If either can't be parsed, for example because an input is not known yet during a preview, both are
 * returned unchanged.
 */
async function comparable(olds: Properties, news: Properties): Promise<[Properties, Properties]> {
  if (isDeepStrictEqual(olds, news)) {
    return [olds, news];
  }
  const { parseGateArguments } = await import("../../core/arguments/gateArguments");
  const [old, now] = [olds, news].map((inputs) => {
    const { value: request } = parseGateArguments(inputs);
    return request && normalized(inputs, request);
  });
  return old === undefined || now === undefined ? [olds, news] : [old, now];
}

function normalized({ triggers }: Properties, { selection, condition }: GateRequest): Properties {
  // The instance and the region, which are always filled in, say all that datasourceId says.
  const { datasourceId: _, ...selected } = selection;
  const failOn = [...new Set(condition.failOn)].sort();
  return { ...selected, ...condition, failOn, triggers: isDeepStrictEqual(triggers, []) ? undefined : triggers };
}
