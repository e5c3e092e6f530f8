/**
 * A duration: a number of seconds, or a Go-style string such as `"200ms"`, `"90s"`, `"15m"` or `"1h30m"`. Pulumi's
 * `customTimeouts` uses the same strings.
 */
export type Duration = string | number;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const PART = /(\d+(?:\.\d+)?|\.\d+)(ms|s|m|h)/y;

/** Accepted forms of a duration, for messages. */
export const DURATION_FORMS = 'a number of seconds, or a string like "200ms", "90s", "15m", "6h" or "1h30m"';

/**
 * Returns a duration in milliseconds, rounded, or `undefined` for a value that is not a duration. A negative number is
 * not a duration.
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === "number") {
    return value >= 0 ? wholeMs(value * 1000) : undefined;
  }
  if (typeof value !== "string") {
    return undefined;
  }
  if (value === "0") {
    return 0;
  }
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < value.length) {
    const part = PART.exec(value);
    if (part === null) {
      return undefined;
    }
    total += Number(part[1]) * (UNITS[part[2] as string] as number);
  }
  return value === "" ? undefined : wholeMs(total);
}

/** Rounds milliseconds. Returns `undefined` if there are too many to count exactly (285,000 years). */
function wholeMs(ms: number): number | undefined {
  const whole = Math.round(ms);
  return Number.isSafeInteger(whole) ? whole : undefined;
}
