import { type PropertySpec, SCHEMA, type TypeSpec, wordsOf } from "../../plugin/schema/readSchema";

/** Properties that a value may have, by name, and those that it must have. */
export interface Shape {
  properties: Record<string, PropertySpec>;
  required?: readonly string[] | undefined;
}

/** Returns what is wrong with an object that should have a shape. An expression such as `${orders.taskId}` fits anywhere. */
export function objectProblems(at: string, value: unknown, { properties, required = [] }: Shape): string[] {
  if (isExpression(value)) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${at} is not an object`];
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, each]) => {
      const type = properties[name];
      return type === undefined ? [`${at}.${name} is not in the schema`] : valueProblems(`${at}.${name}`, each, type);
    }),
  ];
}

function valueProblems(at: string, value: unknown, type: TypeSpec): string[] {
  if (isExpression(value)) return [];
  const words = wordsOf({ ...(type.$ref === undefined ? {} : { $ref: type.$ref }) });
  if (words !== undefined) return words.includes(String(value)) ? [] : [`${at} is not one of ${words.join(", ")}`];
  if (type.items !== undefined) {
    const { items } = type;
    if (!Array.isArray(value)) return [`${at} is not a list`];
    return value.flatMap((each, index) => valueProblems(`${at}[${index}]`, each, items));
  }
  const declared = SCHEMA.types[type.$ref?.replace(/^#\/types\//, "") ?? ""];
  if (declared?.properties !== undefined) {
    return objectProblems(at, value, { properties: declared.properties, required: declared.required });
  }
  const kind = { string: "string", number: "number", integer: "number", boolean: "boolean" }[type.type ?? ""];
  return kind === undefined || typeof value === kind ? [] : [`${at} is not a ${type.type}`];
}

/** Tells whether Pulumi computes a value, so that the text does not tell it. */
function isExpression(value: unknown): boolean {
  if (typeof value === "string") return value.includes("${");
  return typeof value === "object" && value !== null && Object.keys(value).some((key) => key.startsWith("fn::"));
}
