/** The reason with which a run is ended that nobody waits for. */
const ABANDONED = new Error("nobody waits for this any more");

interface Flight<T> {
  result: Promise<T>;
  waiting: number;
  stop: AbortController;
}

/**
 * Wraps a function so that calls made while it runs share its outcome. A later call starts a new run. The signal of a
 * call takes that call out. When the last one has left, the signal of the run is aborted.
 */
export function sharedFlight<T>(run: (signal: AbortSignal) => Promise<T>): (signal?: AbortSignal) => Promise<T> {
  let current: Flight<T> | undefined;

  const start = (): Flight<T> => {
    const stop = new AbortController();
    const flight = { result: run(stop.signal), waiting: 0, stop };
    const land = () => {
      if (current === flight) current = undefined;
    };
    flight.result.then(land, land);
    return flight;
  };

  return async (signal) => {
    signal?.throwIfAborted();
    current ??= start();
    const flight = current;
    flight.waiting += 1;
    try {
      return await untilAborted(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && current === flight) {
        current = undefined;
        flight.stop.abort(ABANDONED);
      }
    }
  };
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const settled = () => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(settled);
  });
}
