import type { Clock } from "../core/clock";
import type { ReadList } from "./sharedLook";
import { createSharedLooks, type SharedLooks } from "./sharedLooks";

/** Returns the shared looks for a list. If the list is new, creates them with `read`. */
export type LooksByList = (list: string, read: ReadList) => SharedLooks;

/**
 * Keeps the shared looks for each list that is read over one connection. Nothing is shared between endpoints, regions
 * or identities, because each combination has its own connection.
 * @param keptFor - milliseconds after which an idle list is forgotten
 */
export function createLooksByList(clock: Clock, keptFor = 3_000): LooksByList {
  const lists = new Map<string, SharedLooks>();
  return (list, read) => {
    for (const [other, looks] of lists) {
      if (looks.isIdle(keptFor)) lists.delete(other);
    }
    const looks = lists.get(list) ?? createSharedLooks(read, clock);
    lists.set(list, looks);
    return looks;
  };
}
