import assert from "node:assert/strict";
import { interruptibleClock } from "../../../provider/core/wait/interruptibleClock";
import { createFakeClock } from "../../support/fakeClock";

const never = () => new Promise<void>(() => {});

describe("interruptibleClock", () => {
  it("sleeps to the end if there is no news", async () => {
    const clock = createFakeClock(0);
    await interruptibleClock(clock, never).sleep(1_000);
    assert.equal(clock.now(), 1_000);
  });
  it("wakes when there is news, and leaves no timer behind", async () => {
    const clock = createFakeClock(0);
    await interruptibleClock(clock, () => clock.sleep(300)).sleep(1_000);
    assert.deepEqual([clock.now(), clock.slept], [300, [300]]);
    await clock.sleep(5_000);
    assert.deepEqual(clock.slept, [300, 5_000]);
  });
  it("aborts the signal that it passed to the news source when the sleep is over", async () => {
    let until: AbortSignal | undefined;
    const news = (signal: AbortSignal) => {
      until = signal;
      return never();
    };
    await interruptibleClock(createFakeClock(0), news).sleep(1_000);
    assert.equal(until?.aborted, true);
  });
  it("rejects with the reason of the caller's signal if that is aborted before or during the sleep", async () => {
    const clock = createFakeClock(0);
    const controller = new AbortController();
    const sleep = interruptibleClock(clock, never).sleep(1_000, controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(sleep, /enough/);
    await assert.rejects(interruptibleClock(clock, never).sleep(1_000, controller.signal), /enough/);
    assert.deepEqual(clock.slept, []);
  });
});
