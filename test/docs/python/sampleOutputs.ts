import { type PropertySpec, SCHEMA, type TypeSpec } from "../../plugin/schema/readSchema";

/** A value for each output of each word, by token, so that a program can use any output that the schema has. */
export function sampleOutputs(): Record<string, Record<string, unknown>> {
  const resources = Object.entries(SCHEMA.resources).map(([token, { properties }]) => [token, sampleOf(properties)]);
  const functions = Object.entries(SCHEMA.functions).map(([token, { outputs }]) => [
    token,
    sampleOf(outputs.properties),
  ]);
  return Object.fromEntries([...resources, ...functions]);
}

function sampleOf(properties: Record<string, PropertySpec>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, sampleValue(type)]));
}

function sampleValue({ type, $ref, items }: TypeSpec): unknown {
  if (items !== undefined) return [sampleValue(items)];
  const declared = SCHEMA.types[$ref?.replace(/^#\/types\//, "") ?? ""];
  if (declared?.properties !== undefined) return sampleOf(declared.properties);
  if (declared?.enum !== undefined) return declared.enum[0]?.value;
  if (type === "number" || type === "integer") return 1;
  if (type === "boolean") return true;
  // The SDK takes a value of any type as a dict.
  if (type === "object" || $ref === "pulumi.json#/Any") return {};
  return "text";
}
