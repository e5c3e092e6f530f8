/** Waits for a slot and returns the function that frees it. Rejects with the signal's reason when that is aborted. */
export type TakeSlot = (signal: AbortSignal) => Promise<() => void>;

/**
 * Lets at most `most` callers hold a slot at once. The others wait, first come, first served.
 *
 * It replaces `maxSockets` of Node's agents. A request that waits there cannot be aborted until a socket is free, and
 * behind a proxy that refuses the tunnel it never gets one (TooTallNate/proxy-agents#427).
 */
export function createSlots(most: number): TakeSlot {
  let taken = 0;
  const waiting: (() => void)[] = [];

  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) {
      taken -= 1;
    } else {
      next();
    }
  };
  return async (signal) => {
    signal.throwIfAborted();
    if (taken < most) {
      taken += 1;
      return leave;
    }
    return await new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", giveUp);
        resolve(leave);
      };
      waiting.push(enter);
      signal.addEventListener("abort", giveUp, { once: true });
    });
  };
}
