import { cleanText } from "./cleanText";

/** Formats a value for a message: as JSON if possible, shortened, and on one line. */
export function showValue(value: unknown): string {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  }
  if (value === undefined || typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    return typeof value === "bigint" ? `${value}n` : typeof value;
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    return String(value);
  }
  try {
    return cleanText(JSON.stringify(value), 80);
  } catch {
    return "an object that has no JSON form";
  }
}
