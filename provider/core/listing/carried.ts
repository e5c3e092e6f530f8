import { isUnknownMark, SIGNATURE } from "../pulumiMarks";

/** Maximum depth of a value of the service. Pulumi's engine and the SDK go through values by recursion. */
const DEEPEST = 50;

/**
 * Returns text of the service as an output can carry it. The engine refuses an output with one of Pulumi's placeholders
 * for unknown values, so these are put in quotes. It also refuses half of a surrogate pair, so U+FFFD takes its place.
 */
export function carriedText(text: string): string {
  return isUnknownMark(text) ? JSON.stringify(text) : text.isWellFormed() ? text : text.toWellFormed();
}

/**
 * Returns a JSON value of the service as an output can carry it. What the engine would refuse or misread becomes
 * text. Pulumi's marks are put in quotes. A number that no double can hold becomes `"Infinity"`. A value that is nested
 * too deeply becomes a note that says so.
 */
export function carriedValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return carriedText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return "nested too deeply";
  if (Array.isArray(value)) return Array.from(value, (element) => carriedValue(element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key === SIGNATURE ? JSON.stringify(key) : carriedText(key),
      carriedValue(element, depth + 1),
    ]),
  );
}
