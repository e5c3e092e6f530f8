import { isoTime } from "./isoTime";
import type { DownloadTaskDetails } from "./task";

/**
 * Returns a test for whether a task was created between two moments, both inclusive. An absent end is open.
 * @param tolerance - milliseconds by which a creation time may lie outside
 */
export function createdWithin(
  { startTime, endTime }: { startTime?: number; endTime?: number },
  tolerance = 0,
): (task: DownloadTaskDetails) => boolean {
  // Creation times are texts that sort in time order.
  const from = startTime === undefined ? undefined : isoTime(startTime - tolerance);
  const until = endTime === undefined ? undefined : isoTime(endTime + tolerance);
  return ({ gmtCreate }) => (from === undefined || gmtCreate >= from) && (until === undefined || gmtCreate <= until);
}
