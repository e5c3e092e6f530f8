import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Time } from "../../../provider/core/arguments/time";

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

/**
 * Makes a moment fit to travel as an input: a `Date`, wherever it comes from, becomes ISO 8601 text. Pulumi would send it
 * as an empty object. Other forms stay as they are.
 */
export function timeInput(time: pulumi.Input<Time | undefined> | undefined): pulumi.Input<string | number | undefined> {
  if (pulumi.Output.isInstance(time)) {
    return time.apply(withoutDate);
  }
  return time instanceof Promise ? time.then(withoutDate) : withoutDate(time as Time | undefined);
}

function withoutDate(time: Time | undefined): string | number | undefined {
  if (!types.isDate(time)) {
    return time as string | number | undefined;
  }
  return Number.isNaN(time.getTime()) ? "Invalid Date" : time.toISOString();
}
