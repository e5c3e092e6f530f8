import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { createSharedCalls } from "../../provider/connection/sharedCalls";
import { DbsError } from "../../provider/core/errors";
import { createFakeClock } from "../support/fakeClock";
import { asker } from "../support/sharing/sharedAskers";
import { toldCalls } from "../support/sharing/toldCalls";

describe("createSharedCalls", () => {
  it("makes one call for all who ask the same while it is under way", async () => {
    const { pending, call, at } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const all = [ask("k", asker, call), ask("k", asker, call), ask("k", asker, call)];
    at(0).resolve("answer");
    assert.deepEqual([await Promise.all(all), pending.length], [["answer", "answer", "answer"], 1]);
  });

  it("keeps different questions apart", async () => {
    const { pending, call } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const all = [ask("a", asker, call), ask("b", asker, call)];
    for (const [index, { resolve }] of pending.entries()) resolve(String(index));
    assert.deepEqual(await Promise.all(all), ["0", "1"]);
  });

  it("shares a failure with those who waited, and asks anew for those who come later", async () => {
    const { call, at } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const both = [ask("k", asker, call), ask("k", asker, call)];
    at(0).reject(new Error("down"));
    for (const one of both) await assert.rejects(one, /down/);
    const later = ask("k", asker, call);
    at(1).resolve("up");
    assert.equal(await later, "up");
  });

  it("lets one go who is cancelled, and ends the call when the last one is", async () => {
    const { call, at } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const [one, two] = [new AbortController(), new AbortController()];
    const first = ask("k", { ...asker, signal: one.signal }, call);
    const second = ask("k", { ...asker, signal: two.signal }, call);
    one.abort(new Error("first"));
    await assert.rejects(first, /first/);
    assert.equal(at(0).signal?.aborted, false);
    two.abort(new Error("second"));
    await assert.rejects(second, /second/);
    assert.equal(at(0).signal?.aborted, true);
    await setImmediate();
    const third = ask("k", asker, call);
    at(1).resolve("fresh");
    assert.equal(await third, "fresh");
  });

  it("does not end a call whose asker can't leave it, whoever else does", async () => {
    const { ask } = createSharedCalls(createFakeClock());
    const { call, at, pending } = toldCalls();
    const first = ask("k", asker, call);
    const leaving = new AbortController();
    const second = ask("k", { ...asker, signal: leaving.signal }, call);
    leaving.abort("enough");
    await assert.rejects(second, (reason) => reason === "enough");
    at(0).resolve("answer");
    assert.deepEqual([await first, pending.length, at(0).signal], ["answer", 1, undefined]);
  });

  it("does not even ask for one who is cancelled before", async () => {
    const { pending, call } = toldCalls();
    await assert.rejects(
      createSharedCalls(createFakeClock()).ask("k", { ...asker, signal: AbortSignal.abort() }, call),
    );
    assert.equal(pending.length, 0);
  });

  it("does not join a call that has less than half of the time or fewer retries", async () => {
    const { pending, call } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const short = ask("k", { deadline: clock.now() + 2_499, maxRetries: 5 }, call);
    const long = ask("k", { deadline: clock.now() + 5_000, maxRetries: 5 }, call);
    const patient = ask("k", { deadline: clock.now() + 5_000, maxRetries: 9 }, call);
    const joins = ask("k", { deadline: clock.now() + 10_000, maxRetries: 0 }, call);
    for (const [index, { resolve }] of pending.entries()) resolve(String(index));
    assert.deepEqual(await Promise.all([short, long, patient, joins]), ["0", "1", "2", "2"]);
  });

  it("does not join a call whose exchanges have less time", async () => {
    const { pending, call } = toldCalls();
    const { ask } = createSharedCalls(createFakeClock());
    const all = [1_000, 30_000, 20_000].map((callTimeout) => ask("k", { ...asker, callTimeout }, call));
    for (const [index, { resolve }] of pending.entries()) resolve(String(index));
    assert.deepEqual(await Promise.all(all), ["0", "1", "1"]);
  });

  it("joins a call for which others still have the time, whoever comes how much later", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const all = [0, 5_000, 20_000].map(async (later) => {
      await clock.sleep(later);
      return await ask("k", { deadline: clock.now() + 60_000, maxRetries: 5 }, call);
    });
    await clock.sleep(20_001);
    assert.equal(pending.length, 1);
    at(0).resolve("answer");
    assert.deepEqual(await Promise.all(all), ["answer", "answer", "answer"]);
  });

  it("asks anew for one who has time left where the time of the one whose call he joined is over", async () => {
    const { pending, call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const short = ask("k", { deadline: clock.now() + 3_000, maxRetries: 5 }, call);
    const long = ask("k", { deadline: clock.now() + 5_000, maxRetries: 5 }, call);
    await clock.sleep(3_000);
    at(0).reject(new DbsError("timeout", "over"));
    await assert.rejects(short, { kind: "timeout" });
    await clock.sleep(1);
    assert.equal(pending.length, 2);
    at(1).resolve("answer");
    assert.equal(await long, "answer");
  });

  it("holds one who joined to his own deadline", async () => {
    const { call, at } = toldCalls();
    const clock = createFakeClock();
    const { ask } = createSharedCalls(clock);
    const first = ask("k", asker, call);
    await assert.rejects(ask("k", { ...asker, deadline: clock.now() + 500 }, call), { kind: "timeout" });
    at(0).resolve("answer");
    assert.equal(await first, "answer");
  });
});
