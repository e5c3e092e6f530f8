/** Takes a place and gives the function that leaves it. Rejects with the signal's reason. */
export type TakeSlot = (key: string, signal: AbortSignal) => Promise<() => void>;

/**
 * Lets at most `most` be under way for each key; the others wait, first come first served.
 *
 * It stands in for `maxSockets` of Node's agents: a request that is queued there gives no sign when it is destroyed
 * until a socket is free, and behind a proxy that refuses it never gets one (TooTallNate/proxy-agents#427).
 */
export function createSlots(most: number): TakeSlot {
  const places = new Map<string, { taken: number; waiting: (() => void)[] }>();

  return (key, signal) =>
    new Promise((resolve, reject) => {
      const place = places.get(key) ?? { taken: 0, waiting: [] };
      places.set(key, place);
      const leave = () => {
        const next = place.waiting.shift();
        if (next === undefined) {
          place.taken -= 1;
        } else {
          next();
        }
      };
      if (place.taken < most) {
        place.taken += 1;
        resolve(leave);
        return;
      }
      const giveUp = () => {
        place.waiting.splice(place.waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", giveUp);
        resolve(leave);
      };
      place.waiting.push(enter);
      signal.addEventListener("abort", giveUp, { once: true });
    });
}
