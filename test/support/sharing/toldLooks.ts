import type { ReadList } from "../../../provider/connection/sharedLook";
import { createSharedLooks, type SharedLooks } from "../../../provider/connection/sharedLooks";
import { DbsError } from "../../../provider/core/errors";
import type { Snapshot } from "../../../provider/core/listing/readSnapshot";
import { createFakeClock, type FakeClock } from "../fakeClock";
import { makeTask } from "../tasks/makeTask";

/** A read that a test drives: it tells what was seen so far, then how the read ends. */
export interface ToldRead {
  options: Parameters<ReadList>[0];
  /** Shows these tasks beside the earlier ones; gives whether the read should stop. */
  show(...taskIds: string[]): boolean;
  /** Ends the read with what was shown. */
  end(): void;
  fail(kind: "unavailable" | "denied" | "timeout"): void;
}

/** Makes shared looks whose reads a test drives. */
export function toldLooks(clock: FakeClock = createFakeClock()): {
  looks: SharedLooks;
  clock: FakeClock;
  reads: ToldRead[];
} {
  const reads: ToldRead[] = [];
  const read: ReadList = (options) =>
    new Promise((resolve, reject) => {
      const seen = new Set<string>();
      const soFar = (): Snapshot => ({
        tasks: [...seen].map((id) => makeTask(id, "running")),
        pageSize: 100,
        calls: 1,
      });
      options.signal.addEventListener("abort", () => reject(options.signal.reason));
      reads.push({
        options,
        show: (...taskIds) => {
          for (const id of taskIds) seen.add(id);
          return options.enough(seen, soFar);
        },
        end: () => resolve(soFar()),
        fail: (kind) => reject(new DbsError(kind, "down")),
      });
    });
  return { looks: createSharedLooks(read, clock), clock, reads };
}

/** The read with this number, from 0. */
export const at = (reads: readonly ToldRead[], index: number) => reads[index] as ToldRead;
