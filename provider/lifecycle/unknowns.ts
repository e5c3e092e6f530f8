/** What a preview sends to a provider in place of a value that is not known yet (the engine's protocol, Node.js SDK `rpc.unknownValue`). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Properties = Readonly<Record<string, unknown>>;

/** Parts the properties into those that are wholly known and the names of the others. */
export function splitUnknowns(properties: Properties): { known: Record<string, unknown>; unknown: string[] } {
  const known: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(properties)) {
    if (holdsUnknown(value)) {
      unknown.push(name);
    } else {
      known[name] = value;
    }
  }
  return { known, unknown };
}

function holdsUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.values(value).some(holdsUnknown) : value === UNKNOWN;
}
