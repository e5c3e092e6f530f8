import type { DocumentedProperty } from "./documentation";
import { typeReference } from "./token";

/** A type in the form of Pulumi's schema. */
interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
}

/** A property in the form of Pulumi's schema. */
export interface PropertySpec extends TypeSpec {
  description: string;
  secret?: boolean;
  willReplaceOnChanges?: boolean;
}

const TEXT: TypeSpec = { type: "string" };
const ANY: TypeSpec = { $ref: "pulumi.json#/Any" };

/** The types that stand in the documented TypeScript, by their text there. */
const TYPES: Record<string, TypeSpec> = {
  string: TEXT,
  boolean: { type: "boolean" },
  Duration: TEXT,
  Time: TEXT,
  "pulumi.Output<string>": TEXT,
  "pulumi.Output<boolean>": { type: "boolean" },
  "string[]": { type: "array", items: TEXT },
  "readonly string[]": { type: "array", items: TEXT },
  "pulumi.Output<string[]>": { type: "array", items: TEXT },
  unknown: ANY,
  "Record<string, unknown>": { type: "object", additionalProperties: ANY },
  "InputOf<readonly unknown[]>": { type: "array", items: ANY },
  TaskProgress: typeReference("TaskProgress"),
  "DownloadTaskDetails[]": { type: "array", items: typeReference("DownloadTaskDetails") },
  "pulumi.Output<DownloadTaskDetails[]>": { type: "array", items: typeReference("DownloadTaskDetails") },
  ExportTargetArgs: typeReference("ExportTarget"),
  "TaskState | (string & {})": TEXT,
};

/** The types that are enums in inputs and plain texts in outputs. */
const ENUM_TYPES: Record<string, string> = {
  '"vpc" | "public"': "Network",
  '"full" | "pitr"': "TaskType",
  '"latest" | "all" | "any"': "Require",
  '"gmt_create"': "OrderColumn",
  '"asc" | "desc"': "OrderDirect",
  '"unfinished" | "finished" | "never"': "Adopt",
  TaskState: "TaskState",
  ExportFormatArg: "ExportFormat",
  'readonly Exclude<TaskState, "finished">[]': "FailingState",
};

/** The numbers that are no counts. Counts are integers; an integer has 32 bits in .NET and Java, too few for a size. */
const NUMBERS = ["backupSetSize", "exportDataSize", "importDataSize", "fraction"];

const FORMS: Record<string, string> = {
  Duration: " A duration with its unit, for example `90s`, `15m` or `1h30m`.",
  Time: " A time in ISO 8601 with `Z` or an offset, for example `2026-11-24T08:00:00Z`.",
};

/**
 * Returns a property of the schema for one of the documented TypeScript. A paragraph that begins with `In TypeScript, ` is
 * left out, because the schema speaks to every language.
 * @throws Error if there is no text, or if the type is not in the tables above
 */
function schemaProperty(name: string, { type, text }: DocumentedProperty, direction: "input" | "output"): PropertySpec {
  if (text === "") throw new Error(`${name} has no doc comment`);
  const forAll = text
    .split("\n\n")
    .filter((paragraph) => !paragraph.startsWith("In TypeScript, "))
    .join("\n\n")
    .replaceAll("the stack configuration", "the provider's configuration");
  const description = `${forAll}${FORMS[type] ?? ""}`;
  return { ...schemaType(name, type, direction), description };
}

function schemaType(name: string, type: string, direction: "input" | "output"): TypeSpec {
  const word = ENUM_TYPES[type];
  if (word !== undefined) {
    const one = direction === "input" ? typeReference(word) : TEXT;
    return type.endsWith("[]") ? { type: "array", items: one } : one;
  }
  if (type === "number") return { type: NUMBERS.includes(name) ? "number" : "integer" };
  const known = TYPES[type];
  if (known === undefined) throw new Error(`${name} has the type ${type}, which the tables of property.ts lack`);
  return known;
}

/** Returns the properties of the schema for several of the documented TypeScript. */
export function schemaProperties(
  properties: Record<string, DocumentedProperty>,
  direction: "input" | "output",
): Record<string, PropertySpec> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, schemaProperty(name, property, direction)]),
  );
}
