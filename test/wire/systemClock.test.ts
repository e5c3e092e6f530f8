import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { systemClock } from "../../provider/wire/systemClock";

const timers = () => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;

/** Counts once mocha has set its own timer for the test, which it does when the test first waits. */
async function timersOfOthers(): Promise<number> {
  await Promise.resolve();
  return timers();
}

describe("systemClock", () => {
  it("tells the time in milliseconds since the epoch", () => {
    const before = Date.now();
    assert.ok(systemClock.now() >= before && systemClock.now() <= Date.now());
  });

  it("sleeps as long as asked and leaves no listener behind", async () => {
    const { signal } = new AbortController();
    const started = process.hrtime.bigint();
    await systemClock.sleep(20, signal);
    assert.ok(process.hrtime.bigint() - started >= 18_000_000n);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("rejects with the signal's reason at once when it was aborted before", async () => {
    const before = await timersOfOthers();
    await assert.rejects(systemClock.sleep(60_000, AbortSignal.abort("enough")), (reason) => reason === "enough");
    assert.equal(timers(), before);
  });

  it("rejects with the signal's reason when it is aborted, and leaves no timer", async () => {
    const controller = new AbortController();
    const before = await timersOfOthers();
    const sleep = systemClock.sleep(60_000, controller.signal);
    assert.equal(timers(), before + 1);
    controller.abort("enough");
    await assert.rejects(sleep, (reason) => reason === "enough");
    assert.equal(timers(), before);
  });

  it("does not take a sleep longer than a timer can hold for none", async () => {
    const controller = new AbortController();
    const sleep = systemClock.sleep(2 ** 31, controller.signal);
    await systemClock.sleep(40);
    controller.abort("still asleep");
    await assert.rejects(sleep, (reason) => reason === "still asleep");
  });
});
