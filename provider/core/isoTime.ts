const DAY = 86_400_000;
/** The last moment that ISO 8601 writes with a year of four digits: texts of these sort as the moments do. */
const LAST = 253_402_300_799_999;

/** All values of a part of the time of day, each with what follows it. */
const parts = (values: number, width: number, end: string) =>
  Array.from({ length: values }, (_, value) => String(value).padStart(width, "0") + end);
const HOURS = parts(24, 2, ":");
const MINUTES = parts(60, 2, ":");
const SECONDS = parts(60, 2, ".");
const MILLISECONDS = parts(1000, 3, "Z");

/** The day that was written last. */
let day = Number.NaN;
let date = "";

/**
 * ISO 8601 UTC with milliseconds of a moment in milliseconds since the epoch, as `Date` writes it; `undefined` beyond what
 * a year of four digits holds. At a third of the cost: neighbours in a list are of the same day.
 */
export function isoTime(moment: number): string | undefined {
  const ms = Math.trunc(moment);
  if (!(ms >= 0 && ms <= LAST)) {
    return undefined;
  }
  const current = Math.floor(ms / DAY);
  if (current !== day) {
    day = current;
    date = new Date(day * DAY).toISOString().slice(0, "2026-01-01T".length);
  }
  const seconds = Math.floor((ms - day * DAY) / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = `${HOURS[Math.floor(minutes / 60)]}${MINUTES[minutes % 60]}`;
  const rest = `${SECONDS[seconds % 60]}${MILLISECONDS[ms % 1000]}`;
  // Joined last: longer pieces would be kept as chains of pieces.
  const time = hour + rest;
  return date + time;
}
