import assert from "node:assert/strict";
import { createLooksByList } from "../../provider/connection/looksByList";
import { createFakeClock } from "../support/fakeClock";

describe("createLooksByList", () => {
  /** Lists whose reads are counted and find nothing. */
  const lists = (keptFor?: number) => {
    const clock = createFakeClock();
    const reads: string[] = [];
    const byList = createLooksByList(clock, keptFor);
    const looksAt = (list: string) =>
      byList(list, async () => {
        reads.push(list);
        return { tasks: [], pageSize: 100, calls: 1 };
      });
    const look = (list: string) => looksAt(list).look({ since: 0, deadline: clock.now() + 60_000, enough: undefined });
    return { clock, reads, look, looksAt };
  };

  it("keeps the looks of different lists apart, and those of one list together", async () => {
    const { reads, look } = lists();
    await Promise.all([look("a"), look("b"), look("a")]);
    assert.deepEqual(reads, ["a", "b"]);
  });

  it("forgets a list that nobody looked at for three seconds, once another one is asked for", async () => {
    const { clock, reads, look, looksAt } = lists();
    await look("a");
    await clock.sleep(3_000);
    looksAt("b");
    await look("a");
    assert.deepEqual(reads, ["a"]);
    await clock.sleep(1);
    await look("a");
    looksAt("b");
    await look("a");
    assert.deepEqual(reads, ["a", "a"]);
  });

  it("keeps a list for as long as it is told to", async () => {
    const { clock, reads, look, looksAt } = lists(Number.POSITIVE_INFINITY);
    await look("a");
    await clock.sleep(3_600_000);
    looksAt("b");
    await look("a");
    assert.deepEqual(reads, ["a"]);
  });
});
