import type { Asker, Listener } from "../../../provider/connection/sharedCalls";

/** Who asks and waits for as long as it takes. */
export const asker: Asker = { deadline: Number.MAX_SAFE_INTEGER, maxRetries: 5 };

/** Who sleeps until there is news, with as much patience. */
export function sleeper(since: number, more: Partial<Listener> = {}): Listener {
  return { since, maxRetries: 5, time: 60_000, ...more };
}
