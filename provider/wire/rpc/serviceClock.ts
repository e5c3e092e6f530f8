import type { Clock } from "../../core/clock";
import { formatDuration } from "../../core/text/formatDuration";
import type { WireResponse } from "../transport/wireMessages";

/** The time of the service, which refuses a signature whose time stamp is more than 15 minutes off. */
export interface ServiceClock {
  /** Milliseconds since the epoch: this machine's time, until it is corrected. */
  now(): number;
  /** @param offset - milliseconds by which the service's clock is ahead of this machine's */
  correct(offset: number): void;
}

export function createServiceClock(clock: Pick<Clock, "now">): ServiceClock {
  let offset = 0;
  return {
    now: () => clock.now() + offset,
    correct: (ahead) => {
      offset = ahead;
    },
  };
}

/**
 * Reads from an answer how many milliseconds the service's clock is ahead of this machine's. Returns `undefined` if the
 * answer has no readable `Date`.
 * @param now - this machine's time, milliseconds since the epoch
 */
export function readClockOffset({ headers }: Pick<WireResponse, "headers">, now: number): number | undefined {
  const offset = Date.parse(headers.date ?? "") - now;
  return Number.isNaN(offset) ? undefined : offset;
}

/** Says what a user should correct: `it is 2h behind the service's`. */
export function describeClockOffset(offset: number): string {
  return `it is ${formatDuration(Math.abs(offset))} ${offset > 0 ? "behind" : "ahead of"} the service's`;
}
