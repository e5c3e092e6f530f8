/**
 * Placeholder that the engine sends to a provider during a preview for a value that is not known yet (part of the
 * engine's protocol; `rpc.unknownValue` in the Node.js SDK).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Key that marks an object as one of Pulumi's special values: a secret, an asset, a reference to a resource, … */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Every text that the engine takes for a value that is not known yet; the others are those of older protocols. */
const UNKNOWNS: ReadonlySet<string> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Returns a value in the form in which Pulumi's protocol carries secrets. */
export function markSecret(value: unknown): Readonly<Record<string, unknown>> {
  return { [SIGNATURE]: SECRET, value };
}

/** Tells whether an object is a secret in the form in which Pulumi's protocol carries it. */
export function isMarkedSecret(object: Readonly<Record<string, unknown>>): boolean {
  return object[SIGNATURE] === SECRET;
}

/** Tells whether Pulumi would take a text for a value that is not known yet. */
export function isUnknownMark(text: string): boolean {
  return text.length === UNKNOWN.length && UNKNOWNS.has(text);
}
