import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { omitNothing } from "../../../provider/core/omitNothing";
import { refusedInput } from "../../../provider/lifecycle/refusedInput";
import { type Carrying, carriedInput, NOTHING } from "./carriedInput";

/**
 * Inputs that may fall back to their defaults if their Output or Promise comes to nothing: they say where and how to
 * ask, or how large something is, not what to ask for.
 */
const MAY_FALL_BACK: readonly string[] = [
  "regionCode",
  "network",
  "maxRetries",
  "timeout",
  "callTimeout",
  "duration",
  "pollInterval",
  "notFoundTimeout",
  "backupSetSize",
];

/**
 * Returns the inputs that a program gave, in a form that Pulumi can carry. Inputs that are `undefined` or `null` are
 * absent. An Output or Promise that comes to nothing is refused, because without it the call would be about other
 * tasks than the program meant.
 * @param unknowns - treatment of an Output that is still unknown in an `up`, because its resource was skipped
 */
export function givenInputs(args: object, unknowns: Carrying["unknowns"]): Record<string, unknown> {
  const given = Object.entries(omitNothing(args)).map(([name, value]) => {
    // Pulumi does not recognize a Promise of another realm.
    const input = types.isPromise(value) ? Promise.resolve(value) : value;
    const carried = MAY_FALL_BACK.includes(name)
      ? fallingBack(input, unknowns)
      : carriedInput(input, { json: name === "triggers", unknowns });
    return [name, carried];
  });
  return Object.fromEntries(given);
}

/**
 * Refuses an input that is still unknown in an `up`. Pulumi would create a resource that depends on a skipped one, and
 * write a state that it can't read again (CLI 3.259).
 */
function fallingBack(value: unknown, unknowns: Carrying["unknowns"]): unknown {
  if (!pulumi.Output.isInstance(value) || unknowns === "keep" || pulumi.runtime.isDryRun()) return value;
  const apply = value.apply.bind(value) as (func: (inner: unknown) => unknown, evenIfUnknown: boolean) => unknown;
  return apply((inner) => (pulumi.isUnknown(inner) ? refusedInput(NOTHING) : inner), true);
}
