/** A length of time for people, two units at most: `340ms`, `9s`, `12m 40s`, `6h`, `1h 5m`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)}ms`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${seconds}s`;
  }
  const [big, small, size] = seconds < 3600 ? ["m", "s", 60] : ["h", "m", 3600];
  const rest = size === 60 ? seconds % 60 : Math.floor((seconds % 3600) / 60);
  return rest === 0 ? `${Math.floor(seconds / size)}${big}` : `${Math.floor(seconds / size)}${big} ${rest}${small}`;
}
