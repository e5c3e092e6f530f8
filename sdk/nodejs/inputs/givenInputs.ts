import { types } from "node:util";
import { omitNothing } from "../../../provider/core/omitNothing";
import { carriedInput } from "./carriedInput";

/**
 * Inputs that may fall back to their defaults if their Output or Promise comes to nothing: they say where and how to
 * ask, not what to ask for.
 */
const MAY_FALL_BACK: readonly string[] = [
  "regionCode",
  "network",
  "maxRetries",
  "timeout",
  "callTimeout",
  "pollInterval",
  "notFoundTimeout",
];

/**
 * Returns the inputs that a program gave, in a form that Pulumi can carry. Inputs that are `undefined` or `null` are
 * absent. An Output or Promise that comes to nothing is refused, because without it the call would be about other
 * tasks than the program meant.
 * @param unknowns - treatment of an Output that is still unknown in an `up`, because its resource was skipped
 */
export function givenInputs(args: object, unknowns: "refuse" | "keep"): Record<string, unknown> {
  const given = Object.entries(omitNothing(args)).map(([name, value]) => {
    // Pulumi does not recognize a Promise of another realm.
    const input = types.isPromise(value) ? Promise.resolve(value) : value;
    const carry = () => carriedInput(input, { json: name === "triggers", unknowns });
    return [name, MAY_FALL_BACK.includes(name) ? input : carry()];
  });
  return Object.fromEntries(given);
}
