/**
 * Time as an argument: what reads the time or waits takes a clock, so that tests can run hours in milliseconds.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds.
   * Rejects at once with the signal's reason when `signal` is or becomes aborted, and leaves no timer behind.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
