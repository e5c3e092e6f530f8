import assert from "node:assert/strict";
import { createSharedCalls } from "../../provider/connection/sharedCalls";
import { createFakeClock } from "../support/fakeClock";
import { asker, sleeper } from "../support/sharing/sharedAskers";
import { toldCalls } from "../support/sharing/toldCalls";

describe("createSharedCalls, of answers that are there already", () => {
  it("serves a recent answer for three seconds to who wants no newer one, and no longer", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask, answered } = createSharedCalls(clock);
    const recent = { ...asker, recent: true, topic: () => "t" };
    const first = ask("k", recent, call);
    at(0).resolve("one");
    await first;
    void answered("t", sleeper(clock.now()), new AbortController().signal);
    await clock.sleep(3_000);
    assert.deepEqual([await ask("k", recent, call), pending.length], ["one", 1]);
    await clock.sleep(1);
    const second = ask("k", recent, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("serves no recent answer where nobody waits on since then", async () => {
    const { call, at } = toldCalls();
    const { ask, answered } = createSharedCalls(createFakeClock());
    const recent = { ...asker, recent: true, topic: () => "t" };
    const first = ask("k", recent, call);
    at(0).resolve("one");
    await first;
    const waiter = new AbortController();
    void answered("t", sleeper(0), waiter.signal);
    waiter.abort();
    const second = ask("k", recent, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("serves no answer that came before the question to who does not ask for a recent one", async () => {
    const { call, at } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const second = ask("k", asker, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("lets those gather who need a new answer soon after another one was asked for", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const late = Array.from({ length: 5 }, async (_, index) => {
      await clock.sleep(10 * (index + 1));
      return await ask("k", { ...asker, since: clock.now(), gather: "always" }, call);
    });
    await clock.sleep(300);
    assert.equal(pending.length, 2);
    at(1).resolve("two");
    assert.deepEqual(await Promise.all(late), ["two", "two", "two", "two", "two"]);
  });

  it("serves nothing from before the clock was set back", async () => {
    const { call, at } = toldCalls();
    let now = 1_000_000;
    const clock = { ...createFakeClock(), now: () => now };
    const { ask, answered } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    void answered("k", sleeper(0), new AbortController().signal);
    now -= 600_000;
    const second = ask("k", { ...asker, recent: true }, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
    now -= 600_000;
    const third = ask("k", { ...asker, since: now, gather: "always" }, call);
    at(2).resolve("three");
    assert.equal(await third, "three");
    assert.deepEqual(clock.sleeps, []);
  });

  it("serves nothing that was asked by the time the asker looked last", async () => {
    const { call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    at(0).resolve("one");
    await first;
    const since = clock.now();
    await clock.sleep(10);
    const second = ask("k", { ...asker, since }, call);
    at(1).resolve("two");
    assert.equal(await second, "two");
  });

  it("lets reads that come while a call is under way gather for the next one", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const gather = "underWay" as const;
    const read = async (later: number) => {
      await clock.sleep(later);
      return await ask("k", { ...asker, since: clock.now(), gather }, call);
    };
    const first = ask("k", { ...asker, since: clock.now(), gather }, call);
    const reads = [0, 10, 50, 100].map(read);
    await clock.sleep(251);
    assert.equal(pending.length, 2);
    at(0).resolve("one");
    at(1).resolve("two");
    assert.deepEqual([await first, ...(await Promise.all(reads))], ["one", "one", "two", "two", "two"]);
    const started = clock.now();
    const next = read(1);
    await clock.sleep(2);
    at(2).resolve("three");
    assert.equal(await next, "three");
    assert.ok(clock.now() - started <= 2, "nobody waits for others once the call is answered");
  });

  it("serves no old answer, even behind a call that is still under way", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    void ask("slow", asker, call);
    const first = ask("k", asker, call);
    at(1).resolve("old");
    await first;
    await clock.sleep(5_000);
    const second = ask("k", { ...asker, since: clock.now() - 60_000 }, call);
    assert.equal(pending.length, 3);
    at(2).resolve("new");
    assert.equal(await second, "new");
  });

  it("gathers no longer than a quarter of a second, and not past the deadline", async () => {
    const { call, at } = toldCalls();
    let set = 0;
    const fake = createFakeClock();
    const clock = { ...fake, now: () => fake.now() + set };
    const { ask } = createSharedCalls(clock);
    void ask("k", asker, call);
    set = -600_000;
    const gathering = ask("k", { ...asker, maxRetries: 9, gather: "always" }, call);
    await clock.sleep(251);
    at(1).resolve("one");
    assert.equal(await gathering, "one");
    const hasty = ask(
      "k",
      { deadline: clock.now() + 50, maxRetries: 9, since: clock.now() + 1, gather: "always" },
      call,
    );
    await clock.sleep(51);
    at(2).resolve("two");
    assert.equal(await hasty, "two");
  });
});
