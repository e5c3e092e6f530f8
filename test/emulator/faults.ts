import type { Fault } from "./scenario";

/** Keeps faults until their calls come. Calls are counted from 1 at the start and after each `clear`. */
export function createFaults(initial: readonly Fault[]) {
  let faults: (Fault & { from: number })[] = [];
  let calls = 0;
  const add = (added: readonly Fault[]) => {
    for (const fault of added) faults.push({ ...fault, from: fault.from ?? calls + 1 });
  };
  add(initial);
  return {
    add,
    /** Counts a call, and returns its fault if it has one. */
    next: (): Fault | undefined => {
      calls += 1;
      return faults.find(({ from, times = 1 }) => calls >= from && calls < from + times);
    },
    clear: () => {
      calls = 0;
      faults = [];
    },
  };
}
