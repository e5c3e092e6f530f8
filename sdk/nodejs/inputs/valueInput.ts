import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Time } from "../../../provider/core/arguments/time";

/**
 * Converts every `Date` inside a value to an ISO 8601 string. Pulumi would send every `Date` as the same empty object,
 * so that a change would go unnoticed.
 */
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
 * Converts a `Date` to an ISO 8601 string, even inside an output or a promise. Pulumi would send it as an empty object.
 * Leaves other forms of a time unchanged.
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
