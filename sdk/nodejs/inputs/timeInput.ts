import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Time } from "../../provider/core/parseTime";

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
