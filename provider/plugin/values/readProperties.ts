import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isMarkedSecret, isUnknownMark, markSecret, SIGNATURE, UNKNOWN } from "../../core/pulumiMarks";
import type { Properties } from "../../lifecycle/properties";
import { SECRET_INPUTS } from "../../lifecycle/secretInputs";

/** Properties as the engine passed them, in two forms. */
export interface ReadProperties {
  /** With the marks of secrets and unknown values, at any depth. This form goes back to the engine. */
  marked: Properties;
  /**
   * In the clear, with `UNKNOWN` for every unknown value, and with the names of the secret properties in `SECRET_INPUTS`.
   * Triggers are not among the names, because no message shows them.
   */
  plain: Properties;
}

/** Signature of a value with its dependencies. The value is absent while it is not known. */
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Reads the properties in a message. Secrets, unknown values and outputs may occur anywhere, also inside each other. */
export function readProperties(struct: Struct | undefined): ReadProperties {
  const marked: Record<string, unknown> = {};
  const plain: Record<string, unknown> = {};
  const secret: string[] = [];
  for (const [name, value] of Object.entries(struct?.toJavaScript() ?? {})) {
    let holdsSecret = false;
    marked[name] = withoutOutputs(value);
    plain[name] = inTheClear(marked[name], () => {
      holdsSecret = true;
    });
    if (holdsSecret && name !== "triggers") secret.push(name);
  }
  return { marked, plain: secret.length === 0 ? plain : { ...plain, [SECRET_INPUTS]: secret } };
}

/** Replaces outputs by what they hold, and each of Pulumi's marks for unknown values by one of them. */
function withoutOutputs(value: unknown): unknown {
  if (typeof value === "string") return isUnknownMark(value) ? UNKNOWN : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutOutputs);
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === OUTPUT) {
    const inner = "value" in object ? withoutOutputs(object.value) : UNKNOWN;
    return object.secret === true ? markSecret(inner) : inner;
  }
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, withoutOutputs(member)]));
}

function inTheClear(value: unknown, onSecret: () => void): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => inTheClear(element, onSecret));
  const object = value as Record<string, unknown>;
  if (isMarkedSecret(object)) {
    onSecret();
    return inTheClear(object.value, onSecret);
  }
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, inTheClear(member, onSecret)]));
}
