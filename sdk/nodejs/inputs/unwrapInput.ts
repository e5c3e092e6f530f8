import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { isMarkedSecret } from "../../../provider/core/pulumiMarks";

/**
 * Returns an input in the clear. Promises, outputs and secrets may occur anywhere in it, including inside each other.
 * Unknown values stay as they are.
 * @param onSecret - called with each value inside a secret that is neither a list nor an object
 */
export async function unwrapInput(value: unknown, onSecret: (value: unknown) => void): Promise<unknown> {
  return await unwrap(value, false, onSecret);
}

async function unwrap(value: unknown, secret: boolean, onSecret: (value: unknown) => void): Promise<unknown> {
  if (pulumi.isUnknown(value)) {
    return value;
  }
  if (pulumi.Output.isInstance(value)) {
    // In a preview, `apply` never calls back if anything inside is unknown. The SDK's internal `promise` still
    // resolves.
    const inner = value as unknown as { promise(withUnknowns: true): Promise<unknown>; isSecret: Promise<boolean> };
    return await unwrap(await inner.promise(true), secret || (await inner.isSecret), onSecret);
  }
  if (types.isPromise(value)) {
    return await unwrap(await value, secret, onSecret);
  }
  if (Array.isArray(value)) {
    return await Promise.all(value.map((element) => unwrap(element, secret, onSecret)));
  }
  if (typeof value === "object" && value !== null) {
    const object = value as Record<string, unknown>;
    // SDK 3.182 passes a secret in Pulumi's wire format to a hook. Later versions pass an Output.
    if (isMarkedSecret(object)) {
      return await unwrap(object.value, true, onSecret);
    }
    const entries = Object.entries(object).map(async ([key, element]) => [
      key,
      await unwrap(element, secret, onSecret),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }
  if (secret) {
    onSecret(value);
  }
  return value;
}
