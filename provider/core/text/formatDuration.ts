/** Units in seconds, largest first. Days start at two, so that a time-out of `36h` is shown as it was given. */
const UNITS = [
  { from: 172_800, big: "d", size: 86_400, small: "h", part: 3_600 },
  { from: 3_600, big: "h", size: 3_600, small: "m", part: 60 },
  { from: 60, big: "m", size: 60, small: "s", part: 1 },
];

/**
 * Formats a length of time for people to read, with at most two units: `340ms`, `9s`, `12m 40s`, `6h`, `1h 5m`, `3d
 * 2h`.
 */
export function formatDuration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)}ms`;
  }
  const seconds = Math.round(ms / 1000);
  const unit = UNITS.find(({ from }) => seconds >= from);
  if (unit === undefined) {
    return `${seconds}s`;
  }
  const { big, size, small, part } = unit;
  const rest = Math.floor((seconds % size) / part);
  return `${Math.floor(seconds / size)}${big}${rest === 0 ? "" : ` ${rest}${small}`}`;
}
