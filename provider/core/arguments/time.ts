/** A moment: a `Date`, an ISO 8601 text with its offset (or a date alone, midnight UTC), or milliseconds since the epoch. */
export type Time = Date | string | number;

/** What a moment may look like, for messages. */
export const TIME_FORMS =
  'a Date, ISO 8601 text with Z or an offset like "2026-11-24T08:00:00Z", or milliseconds since the epoch';

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2}))?$/i;
/** Epoch milliseconds as text, as the API itself writes them; fewer digits would be seconds. */
const EPOCH_MS = /^\d{12,14}$/;
/** Below this a number (1973 in milliseconds) is far more likely meant as seconds, and would silently select the whole history. */
const SMALLEST_MS = 100_000_000_000;

/** Milliseconds since the epoch, or `undefined` for what is no moment; a text without offset is none, since it would mean another moment on another machine. */
export function parseTime(value: unknown): number | undefined {
  if (value instanceof Date) {
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

/** Whether the month has that day: `Date.parse` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const day = Number(text.slice(8, 10));
  return day <= 28 || new Date(text.slice(0, 10)).getUTCDate() === day;
}

/** Keeps to what `Date` can write back with a year of four digits. */
function readable(ms: number): number | undefined {
  return ms >= 0 && ms < 253_402_300_800_000 ? ms : undefined;
}
