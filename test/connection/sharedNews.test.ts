import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createSharedCalls } from "../../provider/connection/sharedCalls";
import { DbsError } from "../../provider/core/errors";
import { createFakeClock } from "../support/fakeClock";
import { asker, sleeper } from "../support/sharing/sharedAskers";
import { toldCalls } from "../support/sharing/toldCalls";

describe("createSharedCalls, of news for those who sleep", () => {
  for (const kind of ["throttled", "unavailable"] as const) {
    it(`tells those who sleep that the service is ${kind}, and lets them share that for three seconds`, async () => {
      const { pending, call, at } = toldCalls();
      const clock = createFakeClock();
      const { ask, answered } = createSharedCalls(clock);
      const since = clock.now();
      let woken = false;
      void answered("k", sleeper(since), new AbortController().signal).then(() => {
        woken = true;
      });
      await clock.sleep(10);
      const first = ask("k", asker, call);
      at(0).reject(new DbsError(kind, "busy"));
      await assert.rejects(first, { kind });
      await clock.sleep(3_000);
      assert.equal(woken, true);
      await assert.rejects(ask("k", { ...asker, since }, call), { kind });
      assert.equal(pending.length, 1);
      const harder = ask("k", { ...asker, since, maxRetries: 9 }, call);
      assert.equal(pending.length, 2);
      at(1).reject(new DbsError(kind, "busy"));
      await assert.rejects(harder, { kind });
      void answered("k", sleeper(clock.now()), new AbortController().signal);
      // One who begins now asks anew, and so serves who comes later.
      const others = [
        ask("k", { ...asker, recent: true }, call),
        ask("k", { ...asker, since, maxRetries: 5 }, call),
        ask("k", { ...asker, since: clock.now() }, call),
      ];
      assert.equal(pending.length, 3);
      at(2).resolve("up");
      assert.deepEqual(await Promise.all(others), ["up", "up", "up"]);
    });
  }

  it("tells those who listen to a topic of an answer that was asked after what they know", async () => {
    const { call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask, answered } = createSharedCalls(clock);
    const { signal } = new AbortController();
    const told: string[] = [];
    const before = clock.now();
    void answered("list", sleeper(before - 1), signal).then(() => told.push("knows an older one"));
    void answered("list", sleeper(before), signal).then(() => told.push("knows this one"));
    void answered("another list", sleeper(0), signal).then(() => told.push("another topic"));
    void answered("list", sleeper(0), AbortSignal.abort()).then(() => told.push("gone"));
    const first = ask("k", { ...asker, topic: () => "list" }, call);
    at(0).resolve("answer");
    await first;
    await setImmediate();
    assert.deepEqual(told, ["knows an older one"]);
  });

  it("tells nobody of a call that failed in another way", async () => {
    const { call, at } = toldCalls();
    const { ask, answered } = createSharedCalls(createFakeClock());
    let told = false;
    void answered("k", sleeper(0), new AbortController().signal).then(() => {
      told = true;
    });
    const first = ask("k", asker, call);
    at(0).reject(new Error("down"));
    await assert.rejects(first, /down/);
    await setImmediate();
    assert.equal(told, false);
  });

  it("wakes nobody for what is no news to him: what reads less, or failed with less patience", async () => {
    const clock = createFakeClock();
    const { ask, answered } = createSharedCalls(clock);
    const { call, at } = toldCalls();
    const since = clock.now();
    const woken: string[] = [];
    const sleepers = {
      deep: sleeper(since, { depth: 2 }),
      nearlyAwake: sleeper(since, { depth: 2, anyDepthFrom: since + 10 }),
      stubborn: sleeper(since, { maxRetries: 6 }),
      slow: sleeper(since, { callTimeout: 30_001 }),
      patient: sleeper(since, { time: 120_001 }),
      any: sleeper(since),
    };
    for (const [name, listener] of Object.entries(sleepers)) {
      void answered("k", listener, new AbortController().signal).then(() => woken.push(name));
    }
    await clock.sleep(10);
    const limits = { maxRetries: 5, callTimeout: 30_000 };
    const failing = ask("k", { ...limits, deadline: clock.now() + 60_000 }, call);
    at(0).reject(new DbsError("throttled", "busy"));
    await assert.rejects(failing, { kind: "throttled" });
    await setImmediate();
    assert.deepEqual(woken, ["nearlyAwake", "any"]);
    const good = ask("k", { ...limits, deadline: clock.now() + 60_000 }, call);
    at(1).resolve("up");
    await good;
    await setImmediate();
    assert.deepEqual(woken, ["nearlyAwake", "any", "stubborn", "slow", "patient"]);
    const deep = [ask("k", { ...asker, depth: 1 }, call), ask("k", { ...asker, depth: 2 }, call)];
    at(2).resolve("all");
    await Promise.all(deep);
    await setImmediate();
    assert.equal(woken.at(-1), "deep");
  });
});
