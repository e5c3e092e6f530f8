const DAY = 86_400_000;
/** The last moment that ISO 8601 writes with a year of four digits: texts of these sort as the moments do. */
const LAST = 253_402_300_799_999;

const [ZERO, DASH, COLON, POINT, T, Z] = [0x30, 0x2d, 0x3a, 0x2e, 0x54, 0x5a] as const;

/** The day that was written last: neighbours in a list are of the same one. */
let day = Number.NaN;
let [year, month, date] = [0, 0, 0];

/**
 * ISO 8601 UTC with milliseconds of a moment in milliseconds since the epoch, as `Date` writes it; `undefined` beyond what
 * a year of four digits holds. At a sixth of the cost.
 */
export function isoTime(moment: number): string | undefined {
  const ms = Math.trunc(moment);
  if (!(ms >= 0 && ms <= LAST)) {
    return undefined;
  }
  const current = Math.floor(ms / DAY);
  if (current !== day) {
    day = current;
    const start = new Date(day * DAY);
    [year, month, date] = [start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDate()];
  }
  const seconds = Math.floor((ms - day * DAY) / 1000);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const rest = ms % 1000;
  // Not joined of pieces, which would be kept as a chain of them: two and a half times the memory.
  return String.fromCharCode(
    digit(year, 1000),
    digit(year, 100),
    digit(year, 10),
    digit(year, 1),
    DASH,
    digit(month, 10),
    digit(month, 1),
    DASH,
    digit(date, 10),
    digit(date, 1),
    T,
    digit(hour, 10),
    digit(hour, 1),
    COLON,
    digit(minute, 10),
    digit(minute, 1),
    COLON,
    digit(second, 10),
    digit(second, 1),
    POINT,
    digit(rest, 100),
    digit(rest, 10),
    digit(rest, 1),
    Z,
  );
}

function digit(value: number, unit: number): number {
  return ZERO + (Math.floor(value / unit) % 10);
}
