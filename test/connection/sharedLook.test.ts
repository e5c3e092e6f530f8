import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createSharedLooks } from "../../provider/connection/sharedLooks";
import { createFakeClock } from "../support/fakeClock";
import { at, toldLooks } from "../support/sharing/toldLooks";

const has = (id: string) => (seen: { has(id: string): boolean }) => seen.has(id);

/** Looks of one caller whose need is met while a sleeping wait, which is due, still needs more of the list. */
async function lookWithSleeper() {
  const told = toldLooks();
  const { looks, clock, reads } = told;
  const sleep = new AbortController();
  void looks.next({ since: 0, enough: has("b"), due: 0, patience: 0 }, sleep.signal);
  const caller = looks.look({ since: clock.now(), deadline: clock.now() + 60_000, enough: has("a") });
  assert.equal(at(reads, 0).show("a"), false);
  await caller;
  return { ...told, sleep };
}

describe("a shared look", () => {
  it("ends early when the sleeping wait that still took part is cancelled", async () => {
    const { clock, reads, sleep } = await lookWithSleeper();
    await setImmediate();
    assert.equal(at(reads, 0).options.signal.aborted, false);
    sleep.abort("cancelled");
    await clock.sleep(1);
    assert.equal(at(reads, 0).options.signal.aborted, true);
  });

  it("goes on for a sleeping wait that wakes up and joins it", async () => {
    const { looks, clock, reads, sleep } = await lookWithSleeper();
    sleep.abort("awake");
    const joined = looks.look({ since: 0, deadline: clock.now() + 60_000, enough: has("b") });
    await clock.sleep(1);
    assert.equal(at(reads, 0).options.signal.aborted, false);
    at(reads, 0).show("b");
    assert.equal((await joined).tasks.length, 2);
    assert.equal(reads.length, 1);
  });

  it("can be left at once while it is overdue", async () => {
    const { looks, clock } = toldLooks();
    const leaving = new AbortController();
    const look = looks.look({
      since: clock.now(),
      deadline: clock.now() + 500,
      enough: undefined,
      signal: leaving.signal,
    });
    // The read does not end at its deadline.
    void clock.sleep(600).then(() => leaving.abort(new Error("enough")));
    await assert.rejects(look, /enough/);
  });

  it("reports a time-out if it does not end by itself within a second", async () => {
    const { looks, clock } = toldLooks();
    const look = looks.look({ since: clock.now(), deadline: clock.now() + 500, enough: undefined });
    await assert.rejects(look, { kind: "timeout" });
  });

  it("starts early enough for a caller with less time than the one that gathers", async () => {
    const { looks, clock, reads } = toldLooks();
    void looks.look({ since: clock.now(), deadline: clock.now() + 60_000, enough: undefined }).catch(() => {});
    await clock.sleep(10);
    for (const time of [60_000, 800]) {
      void looks.look({ since: clock.now(), deadline: clock.now() + time, enough: undefined }).catch(() => {});
    }
    await clock.sleep(399);
    assert.equal(reads.length, 1);
    await clock.sleep(1);
    assert.equal(reads.length, 2);
  });

  it("cannot be joined once it is aborted, even if its read has not ended yet", async () => {
    const reads: object[] = [];
    const clock = createFakeClock();
    const looks = createSharedLooks((options) => new Promise(() => void reads.push(options)), clock);
    const leaving = new AbortController();
    const options = { since: clock.now(), deadline: clock.now() + 60_000, enough: undefined };
    const left = looks.look({ ...options, signal: leaving.signal });
    leaving.abort(new Error("enough"));
    await assert.rejects(left, /enough/);
    void looks.look({ ...options, since: clock.now() - 1 }).catch(() => {});
    await clock.sleep(1_000);
    assert.equal(reads.length, 2);
  });
});
