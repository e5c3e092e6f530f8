import type { Clock } from "../../core/clock";
import { formatDuration } from "../../core/text/formatDuration";
import type { WireResponse } from "../transport/wireMessages";

/**
 * A clock that shows the service's time. The service refuses a signature whose time stamp is more than 15 minutes off.
 */
export interface ServiceClock {
  /** Returns milliseconds since the epoch, by this machine's clock until `correct` is called. */
  now(): number;
  /** @param offset - milliseconds by which the service's clock is ahead of this machine's */
  correct(offset: number): void;
}

export function createServiceClock(clock: Pick<Clock, "wallTime">): ServiceClock {
  let offset = 0;
  return {
    now: () => clock.wallTime() + offset,
    correct: (ahead) => {
      offset = ahead;
    },
  };
}

/**
 * Dates between which the service's clock must be, in milliseconds since the epoch. The API dates from 2021. A date
 * outside of them is an error of the answer, and the cloud would refuse a signature made with it.
 */
const PLAUSIBLE = [Date.UTC(2021, 0), Date.UTC(2200, 0)] as const;

/**
 * Returns by how many milliseconds the service's clock is ahead of this machine's, according to an answer. Returns
 * `undefined` if the answer has no plausible `Date`.
 * @param now - this machine's time, milliseconds since the epoch
 */
export function readClockOffset({ headers }: Pick<WireResponse, "headers">, now: number): number | undefined {
  const date = Date.parse(headers.date ?? "");
  return date >= PLAUSIBLE[0] && date < PLAUSIBLE[1] ? date - now : undefined;
}

/** Describes how far this machine's clock is off: `is 2h behind the service's`. */
export function describeClockOffset(offset: number): string {
  return `is ${formatDuration(Math.abs(offset))} ${offset > 0 ? "behind" : "ahead of"} the service's`;
}
