import { isUnknownMark, SIGNATURE } from "../pulumiMarks";

/** Maximum depth of a value of the service. Pulumi's engine and the SDK go through values by recursion. */
const DEEPEST = 50;

/**
 * Returns text of the service as an output can carry it. A text that is one of Pulumi's placeholders for unknown values
 * is put in quotes, because the engine would refuse the output.
 */
export function carriedText(text: string): string {
  return isUnknownMark(text) ? JSON.stringify(text) : text;
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
  if (Array.isArray(value)) return value.map((element) => carriedValue(element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key === SIGNATURE ? JSON.stringify(key) : key,
      carriedValue(element, depth + 1),
    ]),
  );
}
