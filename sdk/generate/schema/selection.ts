import { type DocumentedProperty, documentedProperties } from "./documentation";

/** Returns the arguments that select tasks, which a list and a gate have in common. */
export function selectionArguments(): Record<string, DocumentedProperty> {
  return documentedProperties("sdk/nodejs/inputs/taskSelectionArgs.ts", "TaskSelectionArgs");
}
