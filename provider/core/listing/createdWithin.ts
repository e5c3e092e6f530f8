import { isoTime } from "./isoTime";
import type { DownloadTaskDetails } from "./task";

/**
 * Returns a function that tells whether a task was created between two moments, both inclusive. If one of them is
 * absent, there is no limit on that side.
 */
export function createdWithin({
  startTime,
  endTime,
}: {
  startTime?: number;
  endTime?: number;
}): (task: DownloadTaskDetails) => boolean {
  // Creation times are strings that sort chronologically.
  const from = startTime === undefined ? undefined : isoTime(startTime);
  const until = endTime === undefined ? undefined : isoTime(endTime);
  return ({ gmtCreate }) => (from === undefined || gmtCreate >= from) && (until === undefined || gmtCreate <= until);
}
