import type { Clock } from "../core/clock";
import type { ReadList } from "./sharedLook";
import { createSharedLooks, type SharedLooks } from "./sharedLooks";

/** Returns the looks at a list; `read` reads it where they are the first. */
export type LooksByList = (list: string, read: ReadList) => SharedLooks;

/**
 * Keeps the looks at each list of one connection, so that nothing is shared between endpoints, regions or identities.
 * @param keptFor - milliseconds after which a list that nobody looks at is forgotten
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
