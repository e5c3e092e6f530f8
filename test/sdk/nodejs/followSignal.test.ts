import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { followSignal } from "../../../sdk/nodejs/followSignal";

describe("followSignal", () => {
  it("is aborted together with the signal that it follows, for the same reason", () => {
    const controller = new AbortController();
    const follower = followSignal(controller.signal);
    assert.equal(follower.aborted, false);
    controller.abort("enough");
    assert.deepEqual([follower.aborted, follower.reason], [true, "enough"]);
    const late = followSignal(AbortSignal.abort("over"));
    assert.deepEqual([late.aborted, late.reason], [true, "over"]);
  });

  it("adds one listener to a signal that a hundred waits share, and lets all of them listen without a warning", async () => {
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const listen = (warning: Error) => void warnings.push(warning);
    process.on("warning", listen);
    try {
      for (let waits = 0; waits < 100; waits++) followSignal(signal).addEventListener("abort", () => {});
      // Node.js emits a warning in the next tick.
      await new Promise(setImmediate);
    } finally {
      process.removeListener("warning", listen);
    }
    assert.deepEqual([getEventListeners(signal, "abort").length, warnings], [1, []]);
  });
});
