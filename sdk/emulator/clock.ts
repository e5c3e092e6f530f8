import { readSeconds } from "./readSeconds";

/** The emulator's clock. It runs like the clock below it, and is ahead of it by as much as it was moved. */
export interface EmulatorClock {
  /** Returns the time of tasks, links, sessions and the log, in milliseconds since the epoch. */
  now(): number;
  /**
   * Returns the time by which requests are checked, in milliseconds since the epoch. Moving the clock does not change it,
   * because the clocks of the programs that sign requests stay where they are.
   */
  signedNow(): number;
  /** Moves the clock forwards. */
  advance(time: string | number): void;
  /** Moves the clock back to where it would be if nobody had moved it. */
  reset(): void;
}

export function createClock(base: () => number): EmulatorClock {
  let ahead = 0;
  return {
    now: () => base() + ahead,
    signedNow: base,
    advance: (time) => {
      ahead += Math.round(readSeconds(time) * 1000);
    },
    reset: () => {
      ahead = 0;
    },
  };
}
