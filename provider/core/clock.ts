/** Source of time. It is always passed in as an argument, so that a test can simulate hours in milliseconds. */
export interface Clock {
  /** Returns milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds.
   * Rejects with the signal's reason as soon as `signal` is aborted, and leaves no timer behind.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
