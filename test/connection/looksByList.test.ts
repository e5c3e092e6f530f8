import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
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

  it("keeps a list for three seconds after its last look, and forgets it within six, although nobody asks for any", async () => {
    const { clock, looksAt, look } = lists();
    const first = looksAt("a");
    await look("a");
    await clock.sleep(3_000);
    assert.equal(looksAt("a"), first);
    await clock.sleep(3_001);
    assert.notEqual(looksAt("a"), first);
  });

  it("frees the tasks of an idle list", async () => {
    const { clock, looksAt, look } = lists();
    const isForgotten = new WeakRef(looksAt("a"));
    await look("a");
    await clock.sleep(60_000);
    // Node.js frees what nothing refers to once the current job is over.
    setFlagsFromString("--expose-gc");
    await new Promise(setImmediate);
    runInNewContext("gc")();
    assert.equal(isForgotten.deref(), undefined);
  });

  it("keeps a list in which a wait sleeps", async () => {
    const { clock, looksAt, look } = lists();
    const first = looksAt("a");
    const awake = new AbortController();
    await look("a");
    const sleeper = { since: clock.now(), enough: undefined, due: Number.POSITIVE_INFINITY, patience: 1_000 };
    void first.next(sleeper, awake.signal);
    await clock.sleep(3_600_000);
    assert.equal(looksAt("a"), first);
    awake.abort();
    await clock.sleep(7_000);
    assert.notEqual(looksAt("a"), first);
  });

  it("keeps an idle list for as long as keptFor says", async () => {
    const { clock, looksAt, look } = lists(Number.POSITIVE_INFINITY);
    const first = looksAt("a");
    await look("a");
    await clock.sleep(3_600_000);
    assert.equal(looksAt("a"), first);
  });
});
