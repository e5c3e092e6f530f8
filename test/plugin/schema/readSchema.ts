import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A type in the schema. */
export interface TypeSpec {
  type?: string;
  $ref?: string;
  items?: TypeSpec;
  oneOf?: unknown;
}

/** A property in the schema. */
export interface PropertySpec extends TypeSpec {
  description: string;
  secret?: boolean;
  willReplaceOnChanges?: boolean;
  defaultInfo?: unknown;
  default?: unknown;
}

type Properties = Record<string, PropertySpec>;

/** The parts of the schema that tests read. */
export interface Schema {
  name: string;
  version: string;
  repository: string;
  publisher: string;
  homepage: string;
  pluginDownloadURL: string;
  config: { variables: Properties };
  types: Record<
    string,
    { type: string; properties?: Properties; required?: string[]; enum?: { name: string; value: string }[] }
  >;
  provider: { inputProperties: Properties };
  resources: Record<
    string,
    {
      description: string;
      properties: Properties;
      required: string[];
      inputProperties: Properties;
      requiredInputs?: string[];
      aliases: { type: string }[];
    }
  >;
  functions: Record<
    string,
    {
      description: string;
      inputs: { properties: Properties; required?: string[] };
      outputs: { properties: Properties; required?: string[] };
    }
  >;
  language: Record<string, Record<string, unknown>>;
}

/** The repository's root. */
export const ROOT = join(__dirname, "../../..");

/** Text of the committed schema. */
export const SCHEMA_TEXT = readFileSync(join(ROOT, "provider/plugin/schema.json"), "utf8");

/** The committed schema. */
export const SCHEMA = JSON.parse(SCHEMA_TEXT) as Schema;

/** A resource or a function, in one form. */
export interface Word {
  name: string;
  description: string;
  inputs: Properties;
  required: string[];
  outputs: Properties;
}

/** The resources and the functions, by name. */
export const WORDS: Record<string, Word> = Object.fromEntries([
  ...Object.entries(SCHEMA.resources).map(([token, { description, inputProperties, requiredInputs, properties }]) => [
    nameOf(token),
    { name: nameOf(token), description, inputs: inputProperties, required: requiredInputs ?? [], outputs: properties },
  ]),
  ...Object.entries(SCHEMA.functions).map(([token, { description, inputs, outputs }]) => [
    nameOf(token),
    {
      name: nameOf(token),
      description,
      inputs: inputs.properties,
      required: inputs.required ?? [],
      outputs: outputs.properties,
    },
  ]),
]);

/** Returns the name in a token of this package. */
function nameOf(token: string): string {
  return token.replace(/^(#\/types\/)?alicloud-dbs:index:/, "");
}

/** Returns the words of an enum, or `undefined` for a type that is not one. */
export function wordsOf({ $ref, items }: TypeSpec): string[] | undefined {
  const reference = $ref ?? items?.$ref;
  const found = reference?.startsWith("#/types/") ? SCHEMA.types[reference.slice("#/types/".length)] : undefined;
  return found?.enum?.map(({ value }) => value);
}
