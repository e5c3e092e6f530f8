import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { omitUndefined } from "../../core/omitUndefined";
import type { Properties } from "../../lifecycle/properties";

/** Returns properties as a message carries them. A `Struct` can't hold `undefined`, so such members are left out. */
export function writeProperties(properties: Properties): Struct {
  return Struct.fromJavaScript(withoutUndefined(properties) as Record<string, JavaScriptValue>);
}

function withoutUndefined(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => withoutUndefined(element ?? null));
  return Object.fromEntries(
    Object.entries(omitUndefined(value)).map(([key, member]) => [key, withoutUndefined(member)]),
  );
}
