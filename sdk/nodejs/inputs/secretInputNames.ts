import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { isDate } from "../../../provider/core/isDate";
import { unwrapInput } from "./unwrapInput";

/**
 * Returns the names of the inputs that hold a secret, or `undefined` if none does. Whether an output is secret is known
 * only when it resolves.
 */
export function secretInputNames(
  inputs: Readonly<Record<string, unknown>>,
): pulumi.Input<string[] | undefined> | undefined {
  const names = Object.keys(inputs).filter((name) => mayHoldSecret(inputs[name]));
  return names.length === 0 ? undefined : secretAmong(names, inputs);
}

async function secretAmong(
  names: readonly string[],
  inputs: Readonly<Record<string, unknown>>,
): Promise<string[] | undefined> {
  const flags = await Promise.all(names.map((name) => holdsSecret(inputs[name])));
  const secret = names.filter((_, at) => flags[at]);
  return secret.length === 0 ? undefined : secret;
}

/** Tells, without waiting, whether a value could hold a secret. Most arguments of most resources are plain. */
function mayHoldSecret(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || types.isPromise(value)) return true;
  if (Array.isArray(value)) return value.some(mayHoldSecret);
  return typeof value === "object" && value !== null && !isDate(value);
}

async function holdsSecret(value: unknown): Promise<boolean> {
  let found = false;
  try {
    await unwrapInput(value, () => {
      found = true;
    });
  } catch {
    // The input itself reports its error.
  }
  return found;
}
