import * as pulumi from "@pulumi/pulumi";
import type { Time } from "../../provider/core/parseTime";
import { timeInput } from "./timeInput";

/** Any value, with the moments within it fit to travel: a `Date` would be an empty object, the same at each deployment. */
export function valueInput(value: unknown): unknown {
  if (pulumi.Output.isInstance(value)) {
    return value.apply(valueInput);
  }
  if (value instanceof Promise) {
    return value.then(valueInput);
  }
  if (Array.isArray(value)) {
    return value.map(valueInput);
  }
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([key, element]) => [key, valueInput(element)]))
    : timeInput(value as Time);
}
