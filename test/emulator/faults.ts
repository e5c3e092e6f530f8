import type { Fault } from "./scenario";

/** The faults that wait for their calls; calls are counted from 1 since the start, or since `clear`. */
export function createFaults(initial: readonly Fault[]) {
  let faults: (Fault & { from: number })[] = [];
  let calls = 0;
  const add = (added: readonly Fault[]) => {
    for (const fault of added) faults.push({ ...fault, from: fault.from ?? calls + 1 });
  };
  add(initial);
  return {
    add,
    /** Counts a call and gives what happens to it. */
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
