import { SCHEMA } from "../../plugin/schema/readSchema";
import { objectProblems, type Shape } from "./valueProblems";

const PACKAGE = SCHEMA.name;

type Fields = Record<string, unknown>;

/**
 * Returns what a document in YAML says against the schema, wherever in the document: in a resource or a provider of a
 * program, in the call of a function, in a reference to one of their outputs, and in a key of the configuration.
 */
export function schemaProblems(document: unknown): string[] {
  const outputs = outputsOf(document);
  return [...walk(document)].flatMap((value) =>
    typeof value === "string"
      ? referenceProblems(value, outputs)
      : [...resourceProblems(value), ...callProblems(value), ...keyProblems(value)],
  );
}

/** Returns every object and every text in a document. */
function* walk(value: unknown): Generator<Fields | string> {
  if (typeof value === "string") yield value;
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Fields;
  for (const each of Object.values(value)) yield* walk(each);
}

/** Returns the token of a word, in the form of the schema: `alicloud-dbs:DownloadTask` is short for it. */
function tokenOf(value: unknown): string | undefined {
  const [, name] = new RegExp(`^${PACKAGE}:(?:index:)?(\\w+)$`).exec(String(value)) ?? [];
  return name === undefined ? undefined : `${PACKAGE}:index:${name}`;
}

function resourceProblems({ type, properties = {} }: Fields): string[] {
  if (type === `pulumi:providers:${PACKAGE}`) {
    return objectProblems(String(type), properties, { properties: SCHEMA.provider.inputProperties });
  }
  const token = tokenOf(type);
  if (token === undefined) return [];
  const shape = resourceShape(token);
  return shape === undefined ? [`${type} is not a resource`] : objectProblems(String(type), properties, shape);
}

/** Returns the inputs of a resource, or `undefined` if the schema does not have it. */
export function resourceShape(token: string): Shape | undefined {
  const resource = SCHEMA.resources[tokenOf(token) ?? ""];
  return resource && { properties: resource.inputProperties, required: resource.requiredInputs };
}

/** Returns the token and the arguments of a function that an object calls: in the long form, or `fn::token`. */
function callIn(value: Fields): { name: unknown; given: unknown } | undefined {
  const call = value["fn::invoke"] as Fields | undefined;
  if (call !== undefined) return { name: call.function, given: call.arguments ?? {} };
  const key = Object.keys(value).find((each) => each.startsWith(`fn::${PACKAGE}:`));
  return key === undefined ? undefined : { name: key.slice("fn::".length), given: value[key] ?? {} };
}

function callProblems(value: Fields): string[] {
  const { name, given } = callIn(value) ?? {};
  const token = tokenOf(name);
  if (token === undefined) return [];
  const inputs = SCHEMA.functions[token]?.inputs;
  return inputs === undefined ? [`${name} is not a function`] : objectProblems(String(name), given, inputs);
}

function keyProblems(value: Fields): string[] {
  return Object.keys(value).flatMap((key) => {
    const name = key.startsWith(`${PACKAGE}:`) ? key.slice(PACKAGE.length + 1) : undefined;
    return name === undefined || name in SCHEMA.config.variables ? [] : [`${key} is not a key of the configuration`];
  });
}

/** Returns the outputs of the program's resources and variables that are of this package, by name. */
function outputsOf(document: unknown): Map<string, Set<string>> {
  const { resources = {}, variables = {} } = (document ?? {}) as Record<string, Record<string, Fields>>;
  const ofResources = Object.entries(resources ?? {}).map(
    ([name, value]) => [name, SCHEMA.resources[tokenOf(value?.type) ?? ""]?.properties] as const,
  );
  const ofVariables = Object.entries(variables ?? {}).map(
    ([name, value]) => [name, SCHEMA.functions[tokenOf(callIn(value ?? {})?.name) ?? ""]?.outputs.properties] as const,
  );
  const known = [...ofResources, ...ofVariables].filter(([, properties]) => properties !== undefined);
  return new Map(known.map(([name, properties]) => [name, new Set(["id", "urn", ...Object.keys(properties ?? {})])]));
}

function referenceProblems(text: string, outputs: Map<string, Set<string>>): string[] {
  return [...text.matchAll(/\$\{([\w-]+)\.(\w+)/g)].flatMap(([reference, name = "", output = ""]) =>
    outputs.get(name)?.has(output) === false ? [`${reference}} is not an output`] : [],
  );
}
