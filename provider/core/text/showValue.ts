import { isDate } from "../isDate";
import { cleanText } from "./cleanText";

/** Formats a value for a message: as JSON if possible, shortened, and on one line. */
export function showValue(value: unknown): string {
  if (isDate(value)) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  }
  if (value === undefined || typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    return typeof value === "bigint" ? `${value}n` : typeof value;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return String(value);
  }
  try {
    const json = cleanText(JSON.stringify(value), 80);
    // Without these words, an object with a toJSON method, such as a moment, would look like the text that it is not.
    return typeof value === "object" && json.startsWith('"') ? `an object that JSON writes as ${json}` : json;
  } catch {
    return "an object that has no JSON form";
  }
}
