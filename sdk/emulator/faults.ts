import type { Fault } from "./scenario";

/**
 * Keeps faults until their calls come. Calls are counted from 1 at the start and after each `clear`, all of them
 * together and those of each operation on their own.
 */
export function createFaults() {
  let faults: (Fault & { from: number })[] = [];
  const calls = new Map<string | undefined, number>();
  const count = (action?: string) => calls.get(action) ?? 0;
  const add = (added: readonly Fault[]) => {
    for (const fault of added) faults.push({ ...fault, from: fault.from ?? count(fault.action) + 1 });
  };
  return {
    add,
    /** Counts a call of an operation, and returns its fault if it has one. */
    next: (action: string): Fault | undefined => {
      for (const counted of [undefined, action]) calls.set(counted, count(counted) + 1);
      return faults.find(
        ({ action: only, from, times = 1 }) =>
          (only ?? action) === action && count(only) >= from && count(only) < from + times,
      );
    },
    clear: () => {
      calls.clear();
      faults = [];
    },
  };
}
