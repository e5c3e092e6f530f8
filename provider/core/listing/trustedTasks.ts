import type { SeenTasks } from "./taskCollector";

/**
 * Returns the tasks seen so far. Their number is 0 until the newest tasks are surely among them, because tasks that are
 * newer than all of them may follow. A task that was seen needs no such trust.
 */
export function trustedTasks(seen: SeenTasks, isNewestKnown: () => boolean): SeenTasks {
  return {
    has: seen.has,
    get size() {
      return isNewestKnown() ? seen.size : 0;
    },
  };
}
