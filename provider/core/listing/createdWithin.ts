import { isoTime } from "./isoTime";
import type { DownloadTaskDetails } from "./task";

/**
 * Makes the test whether a task was created between two moments, both included; an end that is absent is open.
 * @param tolerance - milliseconds by which it may lie outside
 */
export function createdWithin(
  { startTime, endTime }: { startTime?: number; endTime?: number },
  tolerance = 0,
): (task: DownloadTaskDetails) => boolean {
  // The texts of creation times sort as the times do.
  const from = startTime === undefined ? undefined : isoTime(startTime - tolerance);
  const until = endTime === undefined ? undefined : isoTime(endTime + tolerance);
  return ({ gmtCreate }) => (from === undefined || gmtCreate >= from) && (until === undefined || gmtCreate <= until);
}
