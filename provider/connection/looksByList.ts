import type { Clock } from "../core/clock";
import type { ReadList } from "./sharedLook";
import { createSharedLooks, type SharedLooks } from "./sharedLooks";

/** Returns the shared looks for a list. If the list is new, creates them with `read`. */
export type LooksByList = (list: string, read: ReadList) => SharedLooks;

/**
 * Keeps the shared looks for each list that is read over one connection. Nothing is shared between endpoints, regions
 * or identities, because each combination has its own connection.
 * @param keptFor - milliseconds for which an idle list is kept. After at most twice that time, it and the tasks that it
 *   holds are forgotten
 */
export function createLooksByList(clock: Clock, keptFor = 3_000): LooksByList {
  const lists = new Map<string, SharedLooks>();
  let isSweepDue = false;

  const sweepLater = () => {
    if (isSweepDue || keptFor === Number.POSITIVE_INFINITY) return;
    isSweepDue = true;
    clock.later(keptFor, () => {
      isSweepDue = false;
      for (const [list, looks] of lists) {
        if (looks.isIdle(keptFor)) lists.delete(list);
      }
      if (lists.size > 0) sweepLater();
    });
  };

  return (list, read) => {
    const looks = lists.get(list) ?? createSharedLooks(read, clock);
    lists.set(list, looks);
    sweepLater();
    return looks;
  };
}
