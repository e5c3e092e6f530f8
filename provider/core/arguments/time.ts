import { isDate } from "../isDate";

/**
 * A point in time: a `Date` of any realm, an ISO 8601 string with an offset (or a date alone, which means midnight UTC),
 * or milliseconds since the epoch.
 */
export type Time = Date | string | number;

/** Accepted forms of a point in time, for messages. */
export const TIME_FORMS =
  'a Date, an ISO 8601 string with Z or an offset (for example "2026-11-24T08:00:00Z"), or milliseconds since the epoch';

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/i;
/**
 * Milliseconds since the epoch as a string of digits, which is what the API itself returns. Fewer digits would mean
 * seconds.
 */
const EPOCH_MS = /^\d{12,14}$/;
/**
 * Smallest number that is accepted as milliseconds (a moment in 1973). A smaller number is far more likely to mean
 * seconds. Reading it as milliseconds would silently select the whole history.
 */
const SMALLEST_MS = 100_000_000_000;

/**
 * Returns milliseconds since the epoch, or `undefined` for a value that is not a point in time. A time of day without
 * an offset is not accepted, because it would mean a different moment on another machine.
 */
export function parseTime(value: unknown): number | undefined {
  if (isDate(value)) {
    return readable(value.getTime());
  }
  if (typeof value === "number") {
    return Number.isInteger(value) && value >= SMALLEST_MS ? readable(value) : undefined;
  }
  if (typeof value !== "string") {
    return undefined;
  }
  if (EPOCH_MS.test(value)) {
    return readable(Number(value));
  }
  return ISO.test(value) && isDay(value) ? readable(Date.parse(value)) : undefined;
}

/** Tells whether the day exists in its month. `Date.parse` reads 30 February as 2 March. */
function isDay(text: string): boolean {
  const day = Number(text.slice(8, 10));
  return day <= 28 || new Date(text.slice(0, 10)).getUTCDate() === day;
}

/** Returns the moment if it can be written with a four-digit year, otherwise `undefined`. */
function readable(ms: number): number | undefined {
  return ms >= 0 && ms < 253_402_300_800_000 ? ms : undefined;
}
