import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createSharedCalls } from "../../provider/operations/sharedCalls";
import { createFakeClock } from "../support/fakeClock";

/** A service that counts what it is asked, and answers when it is told to. */
function service() {
  const pending: { resolve: (answer: string) => void; reject: (error: Error) => void; signal: AbortSignal }[] = [];
  const call = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      pending.push({ resolve, reject, signal });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  return { pending, call, at: (index: number) => pending[index] as (typeof pending)[number] };
}

const LATE = Number.MAX_SAFE_INTEGER;
const asker = { deadline: LATE, maxRetries: 5 };

describe("createSharedCalls", () => {
  it("makes one call for all who ask the same while it is under way", async () => {
    const { pending, call, at } = service();
    const { ask } = createSharedCalls(createFakeClock());
    const all = [ask("k", asker, call), ask("k", asker, call), ask("k", asker, call)];
    at(0).resolve("answer");
    assert.deepEqual([await Promise.all(all), pending.length], [["answer", "answer", "answer"], 1]);
  });

  it("serves a recent answer for a second to who wants no newer one, and no longer", async () => {
    const { pending, call, at } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const recent = { ...asker, recent: true };
    const first = ask("k", recent, call);
    at(0).resolve("one");
    await first;
    await clock.sleep(1_000);
    assert.deepEqual([await ask("k", recent, call), pending.length], ["one", 1]);
    await clock.sleep(1);
    const second = ask("k", recent, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("serves no answer that came before the question to who does not ask for a recent one", async () => {
    const { call, at } = service();
    const { ask } = createSharedCalls(createFakeClock());
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const second = ask("k", asker, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("lets those gather who need a new answer soon after another one was asked for", async () => {
    const { pending, call, at } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const late = Array.from({ length: 5 }, async (_, index) => {
      await clock.sleep(10 * (index + 1));
      return await ask("k", { ...asker, newerThan: clock.now() - 1, gather: true }, call);
    });
    await clock.sleep(300);
    assert.equal(pending.length, 2);
    at(1).resolve("two");
    assert.deepEqual(await Promise.all(late), ["two", "two", "two", "two", "two"]);
  });

  it("serves nothing from before the clock was set back", async () => {
    const { call, at } = service();
    let now = 1_000_000;
    const { ask } = createSharedCalls({ ...createFakeClock(), now: () => now });
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    now -= 600_000;
    const second = ask("k", { ...asker, recent: true }, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("serves nothing that was asked by the time the asker looked last", async () => {
    const { call, at } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const newerThan = clock.now();
    await clock.sleep(10);
    const second = ask("k", { ...asker, newerThan }, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("keeps different questions apart", async () => {
    const { pending, call } = service();
    const { ask } = createSharedCalls(createFakeClock());
    const all = [ask("a", asker, call), ask("b", asker, call)];
    for (const [index, { resolve }] of pending.entries()) resolve(String(index));
    assert.deepEqual(await Promise.all(all), ["0", "1"]);
  });

  it("shares a failure with those who waited, and asks anew for those who come later", async () => {
    const { call, at } = service();
    const { ask } = createSharedCalls(createFakeClock());
    const both = [ask("k", asker, call), ask("k", asker, call)];
    at(0).reject(new Error("down"));
    for (const one of both) await assert.rejects(one, /down/);
    const later = ask("k", asker, call);
    at(1).resolve("up");
    assert.equal(await later, "up");
  });

  it("lets one go who is cancelled, and ends the call when the last one is", async () => {
    const { call, at } = service();
    const { ask } = createSharedCalls(createFakeClock());
    const [one, two] = [new AbortController(), new AbortController()];
    const first = ask("k", { ...asker, signal: one.signal }, call);
    const second = ask("k", { ...asker, signal: two.signal }, call);
    one.abort(new Error("first"));
    await assert.rejects(first, /first/);
    assert.equal(at(0).signal.aborted, false);
    two.abort(new Error("second"));
    await assert.rejects(second, /second/);
    assert.equal(at(0).signal.aborted, true);
    await setImmediate();
    const third = ask("k", asker, call);
    at(1).resolve("fresh");
    assert.equal(await third, "fresh");
  });

  it("does not even ask for one who is cancelled before", async () => {
    const { pending, call } = service();
    await assert.rejects(
      createSharedCalls(createFakeClock()).ask("k", { ...asker, signal: AbortSignal.abort() }, call),
    );
    assert.equal(pending.length, 0);
  });

  it("does not join a call that has less time or fewer retries", async () => {
    const { pending, call } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const short = ask("k", { deadline: clock.now() + 500, maxRetries: 5 }, call);
    const long = ask("k", { deadline: clock.now() + 5_000, maxRetries: 5 }, call);
    const patient = ask("k", { deadline: clock.now() + 5_000, maxRetries: 9 }, call);
    const joins = ask("k", { deadline: clock.now() + 4_000, maxRetries: 0 }, call);
    for (const [index, { resolve }] of pending.entries()) resolve(String(index));
    assert.deepEqual(await Promise.all([short, long, patient, joins]), ["0", "1", "2", "2"]);
  });

  it("serves no old answer, even behind a call that is still under way", async () => {
    const { pending, call, at } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    void ask("slow", asker, call);
    const first = ask("k", asker, call);
    at(1).resolve("old");
    await first;
    await clock.sleep(5_000);
    const second = ask("k", { ...asker, newerThan: clock.now() - 60_000 }, call);
    assert.equal(pending.length, 3);
    at(2).resolve("new");
    assert.equal(await second, "new");
  });

  it("holds one who joined to his own deadline", async () => {
    const { call, at } = service();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    await assert.rejects(ask("k", { ...asker, deadline: clock.now() + 500 }, call), { kind: "timeout" });
    at(0).resolve("answer");
    assert.equal(await first, "answer");
  });

  it("tells those who listen to a topic of an answer that was asked after what they know", async () => {
    const { call, at } = service();
    const clock = createFakeClock();
    const { ask, answered } = createSharedCalls(clock);
    const { signal } = new AbortController();
    const told: string[] = [];
    const before = clock.now();
    void answered("list", before - 1, signal).then(() => told.push("knows an older one"));
    void answered("list", before, signal).then(() => told.push("knows this one"));
    void answered("another list", 0, signal).then(() => told.push("another topic"));
    void answered("list", 0, AbortSignal.abort()).then(() => told.push("gone"));
    const first = ask("k", { ...asker, topic: "list" }, call);
    at(0).resolve("answer");
    await first;
    await setImmediate();
    assert.deepEqual(told, ["knows an older one"]);
  });

  it("tells nobody of a call that failed", async () => {
    const { call, at } = service();
    const { ask, answered } = createSharedCalls(createFakeClock());
    let told = false;
    void answered("k", 0, new AbortController().signal).then(() => {
      told = true;
    });
    const first = ask("k", asker, call);
    at(0).reject(new Error("down"));
    await assert.rejects(first, /down/);
    await setImmediate();
    assert.equal(told, false);
  });
});
