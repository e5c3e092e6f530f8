import { UNKNOWN } from "../core/pulumiMarks";
import type { Properties } from "./properties";

/**
 * Splits properties into those that are fully known and the names of the others.
 * @param isUnknown - tells whether a value is the host's placeholder for an unknown value. A placeholder may be
 *   anywhere inside a property
 */
export function splitUnknowns(
  properties: Properties,
  isUnknown: (value: unknown) => boolean = (value) => value === UNKNOWN,
): { known: Record<string, unknown>; unknown: string[] } {
  const holdsUnknown = (value: unknown): boolean =>
    isUnknown(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown));
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
