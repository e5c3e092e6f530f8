/**
 * Takes a place and gives the function that leaves it: at once where one is free.
 * @param signal - asked for where none is free; who waits then gives up when it fires, and its reason is the rejection
 */
export type TakeSlot = (signal: () => AbortSignal) => (() => void) | Promise<() => void>;

/**
 * Lets at most `most` be under way; the others wait, first come first served.
 *
 * It stands in for `maxSockets` of Node's agents: a request that is queued there gives no sign when it is destroyed
 * until a socket is free, and behind a proxy that refuses it never gets one (TooTallNate/proxy-agents#427).
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
  return (getSignal) => {
    if (taken < most) {
      taken += 1;
      return leave;
    }
    const signal = getSignal();
    return new Promise((resolve, reject) => {
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
