import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { DbsError } from "../../provider/core/errors";
import type { FakeClock } from "../support/fakeClock";
import { at, toldLooks } from "../support/sharing/toldLooks";

/** Options of a caller that begins now and has a minute left. */
const now = (clock: FakeClock) => ({ since: clock.now(), deadline: clock.now() + 60_000 });
const has = (id: string) => (seen: { has(id: string): boolean }) => seen.has(id);
const ids = ({ tasks }: { tasks: readonly { taskId: string }[] }) => tasks.map(({ taskId }) => taskId);
const never = new AbortController().signal;
/** A sleeping wait for the whole list. It has seen no look and does not take part in other callers' looks. */
const sleeper = { since: 0, enough: undefined, due: Number.POSITIVE_INFINITY, patience: 0 };

describe("createSharedLooks", () => {
  it("lets callers that begin at the same time share one look", async () => {
    const { looks, clock, reads } = toldLooks();
    const all = [1, 2, 3].map(() => looks.look({ ...now(clock), enough: undefined }));
    at(reads, 0).show("a");
    at(reads, 0).end();
    assert.deepEqual([(await Promise.all(all)).map(ids), reads.length], [[["a"], ["a"], ["a"]], 1]);
  });

  it("combines callers that begin within half a second of a look into a single next look", async () => {
    const { looks, clock, reads } = toldLooks();
    const first = looks.look({ ...now(clock), enough: undefined });
    at(reads, 0).end();
    await first;
    const started = clock.now();
    const others = [100, 400, 490].map(async (later) => {
      await clock.sleep(later);
      return await looks.look({ ...now(clock), enough: undefined });
    });
    await clock.sleep(499);
    assert.equal(reads.length, 1);
    await clock.sleep(1);
    at(reads, 1).end();
    for (const { asked } of await Promise.all(others)) assert.equal(asked, started + 500);
    assert.equal(reads.length, 2);
  });

  it("looks at once for a caller that took part in the latest look", async () => {
    const { looks, clock, reads } = toldLooks();
    const first = looks.look({ ...now(clock), enough: undefined });
    at(reads, 0).end();
    const { asked } = await first;
    await clock.sleep(10);
    void looks.look({ since: asked, deadline: clock.now() + 60_000, enough: undefined });
    assert.equal(reads.length, 2);
  });

  it("spends at most half of a caller's time waiting for others to join", async () => {
    const { looks, clock, reads } = toldLooks();
    void looks.look({ ...now(clock), enough: undefined });
    await clock.sleep(100);
    void looks.look({ ...now(clock), deadline: clock.now() + 200, enough: undefined });
    await clock.sleep(100);
    assert.equal(reads.length, 2);
  });

  it("starts the combined look early when a caller that need not wait joins it", async () => {
    const { looks, clock, reads } = toldLooks();
    const first = looks.look({ ...now(clock), enough: undefined });
    at(reads, 0).end();
    const { asked } = await first;
    await clock.sleep(100);
    const gathered = looks.look({ ...now(clock), enough: undefined });
    await clock.sleep(100);
    const own = looks.look({ since: asked, deadline: clock.now() + 60_000, enough: undefined });
    at(reads, 1).end();
    assert.equal((await gathered).asked, (await own).asked);
    await clock.sleep(5_000);
    assert.equal(reads.length, 2);
  });

  it("reads until all callers have seen enough, and answers each one as soon as it has", async () => {
    const { looks, clock, reads } = toldLooks();
    const near = looks.look({ ...now(clock), enough: has("a") });
    const far = looks.look({ ...now(clock), enough: has("b") });
    assert.equal(at(reads, 0).options.whole, false);
    assert.equal(at(reads, 0).show("a"), false);
    assert.deepEqual(ids(await near), ["a"]);
    assert.equal(at(reads, 0).show("b"), true);
    assert.deepEqual(ids(await far), ["a", "b"]);
    at(reads, 0).end();
  });

  it("answers a caller that has seen enough even if the read fails later", async () => {
    const { looks, clock, reads } = toldLooks();
    const near = looks.look({ ...now(clock), enough: has("a") });
    const whole = looks.look({ ...now(clock), enough: undefined });
    at(reads, 0).show("a");
    at(reads, 0).fail("denied");
    assert.deepEqual(ids(await near), ["a"]);
    assert.equal(((await whole).failure as DbsError).kind, "denied");
  });

  it("does not let a caller join a look that saw enough or may have been answered before it began", async () => {
    const { looks, clock, reads } = toldLooks();
    void looks.look({ ...now(clock), enough: has("a") });
    void looks.look({ ...now(clock), enough: has("b") });
    at(reads, 0).show("a");
    void looks.look({ ...now(clock), enough: has("b") });
    assert.equal(reads.length, 2);
    at(reads, 1).show("b");
    void looks.look({ since: clock.now() - 1, deadline: clock.now() + 60_000, enough: has("c") });
    await clock.sleep(1_000);
    assert.equal(reads.length, 3);
  });

  it("does not let a caller join a look that has less than half the caller's time left", async () => {
    const { looks, clock, reads } = toldLooks();
    const numbers = [20_000, 60_000, 120_000].map((time) => {
      void looks.look({ since: clock.now(), deadline: clock.now() + time, enough: undefined });
      return reads.length;
    });
    assert.deepEqual(numbers, [1, 2, 2]);
  });

  it("keeps to each caller's own deadline, and aborts the look when the last caller has left", async () => {
    const { looks, clock, reads } = toldLooks();
    const leaving = new AbortController();
    const patient = looks.look({ ...now(clock), enough: undefined, signal: leaving.signal });
    const hasty = looks.look({ since: clock.now(), deadline: clock.now() + 500, enough: undefined });
    await assert.rejects(hasty, { kind: "timeout" });
    assert.equal(at(reads, 0).options.signal.aborted, false);
    leaving.abort(new Error("enough"));
    await assert.rejects(patient, /enough/);
    assert.equal(at(reads, 0).options.signal.aborted, true);
    await assert.rejects(looks.look({ ...now(clock), enough: undefined, signal: AbortSignal.abort() }));
    assert.equal(reads.length, 1);
  });

  it("looks again for a caller that still has time left when a shared look times out", async () => {
    const { looks, clock, reads } = toldLooks();
    const short = looks.look({ since: clock.now(), deadline: clock.now() + 40_000, enough: undefined });
    const long = looks.look({ ...now(clock), enough: undefined });
    await clock.sleep(40_000);
    at(reads, 0).fail("timeout");
    assert.equal(((await short).failure as DbsError).kind, "timeout");
    await setImmediate();
    at(reads, 1).show("a");
    at(reads, 1).end();
    assert.deepEqual(ids(await long), ["a"]);
  });

  it("offers a recent look to a new caller, but only while other waits sleep", async () => {
    const { looks, clock, reads } = toldLooks();
    const first = looks.look({ ...now(clock), enough: has("a") });
    at(reads, 0).show("a");
    at(reads, 0).end();
    await first;
    await setImmediate();
    assert.equal(looks.recent(has("a")), undefined);
    const asleep = new AbortController();
    void looks.next({ ...sleeper, since: clock.now(), enough: has("a") }, asleep.signal);
    await clock.sleep(3_000);
    assert.deepEqual(ids(looks.recent(has("a")) ?? { tasks: [] }), ["a"]);
    assert.equal(looks.recent(has("b")), undefined);
    await clock.sleep(1);
    assert.equal(looks.recent(has("a")), undefined);
  });

  it("wakes a sleeping wait only for a newer look that saw enough or failed as the wait's own look would", async () => {
    const { looks, clock, reads } = toldLooks();
    const woken: string[] = [];
    const sleep = (name: string, options: object) =>
      void looks
        .next({ ...sleeper, since: clock.now() - 1, enough: has("a"), patience: 60_000, ...options }, never)
        .then(() => woken.push(name));
    sleep("knows it", { since: clock.now() });
    sleep("needs more", { enough: has("b") });
    sleep("is more patient", { patience: 120_001 });
    sleep("any", {});
    const first = looks.look({ ...now(clock), enough: has("a") });
    at(reads, 0).fail("unavailable");
    await first;
    await setImmediate();
    assert.deepEqual(woken, ["needs more", "any"]);
    await clock.sleep(2_000);
    const second = looks.look({ ...now(clock), enough: has("a") });
    at(reads, 1).show("a");
    at(reads, 1).end();
    await second;
    await setImmediate();
    assert.deepEqual(woken, ["needs more", "any", "knows it", "is more patient"]);
  });

  it("wakes a sleeping wait at once for a look that ended while the wait's own look was still under way", async () => {
    const { looks, clock, reads } = toldLooks();
    const own = looks.look({ ...now(clock), enough: undefined });
    await clock.sleep(10);
    void looks.look({ ...now(clock), enough: undefined });
    await clock.sleep(990);
    at(reads, 1).show("a");
    at(reads, 1).end();
    await setImmediate();
    at(reads, 0).fail("denied");
    const { asked, failure } = await own;
    assert.equal((failure as DbsError).kind, "denied");
    await looks.next({ ...sleeper, since: asked }, never);
    const end = await looks.look({ since: asked, deadline: clock.now() + 60_000, enough: undefined });
    assert.deepEqual([ids(end), reads.length], [["a"], 2]);
  });

  it("does not wake a sleeping wait for a refusal, because each caller must ask for itself", async () => {
    const { looks, clock, reads } = toldLooks();
    let woken = false;
    void looks.next(sleeper, never).then(() => {
      woken = true;
    });
    const first = looks.look({ ...now(clock), enough: undefined });
    at(reads, 0).fail("denied");
    await first;
    await setImmediate();
    assert.equal(woken, false);
    void looks.look({ since: 0, deadline: clock.now() + 60_000, enough: undefined });
    await clock.sleep(1_000);
    assert.equal(reads.length, 2);
  });

  it("lets a sleeping wait that is nearly due take part in another caller's look", async () => {
    const { looks, clock, reads } = toldLooks();
    let woken = 0;
    for (const due of [0, clock.now() + 1]) {
      void looks.next({ ...sleeper, enough: has("b"), due }, never).then(() => {
        woken += 1;
      });
    }
    const near = looks.look({ ...now(clock), enough: has("a") });
    assert.equal(at(reads, 0).show("a"), false);
    await near;
    assert.equal(at(reads, 0).show("b"), true);
    at(reads, 0).end();
    assert.equal(await setImmediate(woken).then(() => woken), 2);
  });
});
