import { setMaxListeners } from "node:events";

/** The signal that follows each signal of the user. */
const followers = new WeakMap<AbortSignal, AbortSignal>();

/**
 * Returns a signal that is aborted together with the user's. However many waits share the user's signal, it gets one
 * listener, so Node.js does not warn of a leak.
 */
export function followSignal(signal: AbortSignal): AbortSignal {
  const known = followers.get(signal);
  if (known !== undefined) {
    return known;
  }
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  followers.set(signal, controller.signal);
  return controller.signal;
}
