import assert from "node:assert/strict";
import { getEventListeners, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { cutOff } from "../../../provider/wire/transport/cutOff";

const LONG = 60_000;
const WHY = "no complete answer";

describe("cutOff", () => {
  it("aborts when its time is over, and keeps that reason", async () => {
    const caller = new AbortController();
    const { signal, allow } = cutOff(caller.signal);
    allow(20, "no complete answer");
    assert.equal(signal.aborted, false);
    await once(signal, "abort");
    caller.abort();
    const { code, message, unsent } = signal.reason;
    assert.deepEqual([code, message, unsent], ["TIMEOUT", "no complete answer within 20ms", true]);
  });

  it("aborts when the caller does", () => {
    const caller = new AbortController();
    const { signal, allow, release } = cutOff(caller.signal);
    allow(LONG, WHY);
    caller.abort();
    assert.equal(signal.reason.code, "ABORTED");
    release();
  });

  it("is aborted from the beginning if the caller was", () => {
    const { signal, release } = cutOff(AbortSignal.abort());
    assert.equal(signal.reason.code, "ABORTED");
    release();
  });

  it("counts the time anew each time it allows some", async () => {
    const { signal, allow } = cutOff(undefined);
    allow(20, "no connection");
    allow(40, "no complete answer");
    await once(signal, "abort");
    assert.equal(signal.reason.message, "no complete answer within 40ms");
  });

  it("allows more time than a single timer of Node.js can", async () => {
    const { signal, allow, release } = cutOff(undefined);
    allow(2 ** 31, WHY);
    // A timer that is too long fires after one millisecond.
    await sleep(50);
    assert.equal(signal.aborted, false);
    release();
  });

  it("aborts nothing after its release, and lets go of the caller's signal", async () => {
    const caller = new AbortController();
    const { signal, allow, release } = cutOff(caller.signal);
    allow(20, WHY);
    release();
    assert.equal(getEventListeners(caller.signal, "abort").length, 0);
    caller.abort();
    await sleep(60);
    assert.equal(signal.aborted, false);
  });
});
