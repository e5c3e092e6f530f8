const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
const FORM = /^(\d+(\.\d+)?(ms|s|m|h|d))+$/;

/**
 * Returns a length of time in seconds.
 * @param time - seconds, or a text such as `90s`, `1h30m` or `3d`
 * @throws Error that says which forms are accepted
 */
export function readSeconds(time: unknown): number {
  if (typeof time === "number" && time >= 0 && Number.isFinite(time)) return time;
  if (typeof time !== "string" || !FORM.test(time)) {
    const given = typeof time === "string" ? JSON.stringify(time) : String(time);
    throw new Error(`${given} is not a number of seconds of at least 0 or a text like "90s", "1h30m" or "3d"`);
  }
  const parts = [...time.matchAll(/([\d.]+)(ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, amount, unit = "s"]) => sum + Number(amount) * (UNITS[unit] ?? 1), 0);
}
