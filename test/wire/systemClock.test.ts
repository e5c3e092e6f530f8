import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { systemClock } from "../../provider/wire/systemClock";

const timers = () => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;

/** Counts the active timers. Awaits first, because mocha sets its own timer for a test when the test first awaits. */
async function timersOfOthers(): Promise<number> {
  await Promise.resolve();
  return timers();
}

describe("systemClock", () => {
  it("shows the machine's time as its wall time", () => {
    const before = Date.now();
    const shown = systemClock.wallTime();
    assert.ok(shown >= before && shown <= Date.now());
  });

  it("goes on counting in whole milliseconds when the machine's clock is set", () => {
    const real = Date.now;
    const [began, lastYear] = [systemClock.now(), real() - 365 * 86_400_000];
    Date.now = () => lastYear;
    try {
      const now = systemClock.now();
      assert.ok(Number.isInteger(now) && now >= began && now - began < 60_000);
      assert.equal(systemClock.wallTime(), lastYear);
    } finally {
      Date.now = real;
    }
  });

  it("runs what is due later without keeping the process alive", async () => {
    const before = await timersOfOthers();
    await new Promise<void>((resolve) => {
      const alive = setInterval(() => {}, 60_000);
      systemClock.later(1, () => {
        clearInterval(alive);
        resolve();
      });
      // A timer that does not keep the process alive is not counted as active.
      assert.equal(timers(), before + 1);
    });
  });

  it("sleeps for the given time and leaves no listener behind", async () => {
    const { signal } = new AbortController();
    const started = process.hrtime.bigint();
    await systemClock.sleep(20, signal);
    assert.ok(process.hrtime.bigint() - started >= 18_000_000n);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("rejects at once with the signal's reason if the signal is already aborted", async () => {
    const before = await timersOfOthers();
    await assert.rejects(systemClock.sleep(60_000, AbortSignal.abort("enough")), (reason) => reason === "enough");
    assert.equal(timers(), before);
  });

  it("rejects with the signal's reason on abort and leaves no timer behind", async () => {
    const controller = new AbortController();
    const before = await timersOfOthers();
    const sleep = systemClock.sleep(60_000, controller.signal);
    assert.equal(timers(), before + 1);
    controller.abort("enough");
    await assert.rejects(sleep, (reason) => reason === "enough");
    assert.equal(timers(), before);
  });

  it("sleeps on even if the time is too long for a single timer", async () => {
    const controller = new AbortController();
    const sleep = systemClock.sleep(2 ** 31, controller.signal);
    await systemClock.sleep(40);
    controller.abort("still asleep");
    await assert.rejects(sleep, (reason) => reason === "still asleep");
  });
});
