import type { ArgumentIssue } from "../core/errors";
import type { Properties } from "./properties";

/** Key of an object that stands for an input, or for a part of one, that the program could not pass on. */
const REFUSED = "alicloud-dbs:refused";

/**
 * Returns a placeholder for a value that can't be an input. `checkInputs` refuses it by the input's name, so it never
 * reaches a state. A program can't throw instead: it learns the value of an output only when its resources are
 * registered, and an error in an output would fail the whole run, even where the resource is not a target of it.
 * @param reason - the rest of a sentence that begins with the input's name
 */
export function refusedInput(reason: string): Properties {
  return { [REFUSED]: reason };
}

/** Finds the placeholders that `refusedInput` made, at any depth. Each is named by its path, such as `taskIds[0]`. */
export function refusedInputs(inputs: Properties): ArgumentIssue[] {
  return Object.entries(inputs).flatMap(([name, value]) => findIn(name, value));
}

function findIn(path: string, value: unknown): ArgumentIssue[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((element, at) => findIn(`${path}[${at}]`, element));
  }
  const reason = (value as Properties)[REFUSED];
  return typeof reason === "string"
    ? [{ property: path, reason }]
    : Object.entries(value).flatMap(([key, member]) => findIn(`${path}.${shownKey(key)}`, member));
}

/** Returns a key of a user's object for a message. Only a word is shown, because anything else may be data. */
function shownKey(key: string): string {
  return /^[\w-]{1,40}$/.test(key) ? key : "…";
}
