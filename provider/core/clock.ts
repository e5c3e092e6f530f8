/** Source of time. It is always passed in as an argument, so that a test can simulate hours in milliseconds. */
export interface Clock {
  /**
   * Returns whole milliseconds since an arbitrary moment. It never jumps, even when the machine's clock is set, so
   * deadlines, pauses and durations are measured with it. Time for which the machine is suspended may not count.
   */
  now(): number;
  /**
   * Returns milliseconds since the epoch, for time stamps and for comparisons with them. It jumps when the machine's
   * clock is set.
   */
  wallTime(): number;
  /**
   * Resolves after `ms` milliseconds.
   * Rejects with the signal's reason as soon as `signal` is aborted, and leaves no timer behind.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` after `ms` milliseconds, unless the process has ended by then. It does not keep the process alive. */
  later(ms: number, run: () => void): void;
}
