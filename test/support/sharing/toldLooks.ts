import type { ReadList } from "../../../provider/connection/sharedLook";
import { createSharedLooks, type SharedLooks } from "../../../provider/connection/sharedLooks";
import { DbsError } from "../../../provider/core/errors";
import type { Snapshot } from "../../../provider/core/listing/readSnapshot";
import { createFakeClock, type FakeClock } from "../fakeClock";
import { makeTask } from "../tasks/makeTask";

/** A list read that is controlled by a test. The test shows it tasks and then ends it. */
export interface ToldRead {
  options: Parameters<ReadList>[0];
  /** Adds tasks to those seen so far. Returns whether the read can stop. */
  show(...taskIds: string[]): boolean;
  /** Ends the read. It returns the tasks that were shown. */
  end(): void;
  fail(kind: "unavailable" | "denied" | "timeout"): void;
}

/** Creates shared looks whose list reads are controlled by the test. */
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

/** Returns the read with this index. */
export const at = (reads: readonly ToldRead[], index: number) => reads[index] as ToldRead;
