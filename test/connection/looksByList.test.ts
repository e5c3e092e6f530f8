import assert from "node:assert/strict";
import { createLooksByList } from "../../provider/connection/looksByList";
import { createFakeClock } from "../support/fakeClock";

describe("createLooksByList", () => {
  /** Creates looks at lists without tasks, and records each read. */
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

  it("shares looks at the same list, and keeps those at different lists apart", async () => {
    const { reads, look } = lists();
    await Promise.all([look("a"), look("b"), look("a")]);
    assert.deepEqual(reads, ["a", "b"]);
  });

  it("forgets a list that has been idle for three seconds when another list is requested", async () => {
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

  it("keeps an idle list for as long as keptFor says", async () => {
    const { clock, reads, look, looksAt } = lists(Number.POSITIVE_INFINITY);
    await look("a");
    await clock.sleep(3_600_000);
    looksAt("b");
    await look("a");
    assert.deepEqual(reads, ["a"]);
  });
});
