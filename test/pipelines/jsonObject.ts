import assert from "node:assert/strict";

/** An object of a YAML or JSON document. */
export type JsonObject = { readonly [key: string]: unknown };

/** Returns the object under a key, and fails if there is something else. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  assert.ok(typeof value === "object" && value !== null && !Array.isArray(value), `${key} is not an object`);
  return value as JsonObject;
}

/** Returns the text under a key, and fails if it is empty or something else. */
export function textAt(parent: JsonObject, key: string): string {
  const value = parent[key];
  assert.ok(typeof value === "string" && value.trim() !== "", `${key} is not a text`);
  return value;
}
