import assert from "node:assert/strict";
import { getEventListeners, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { cutOff } from "../../../provider/wire/transport/cutOff";

const LONG = 60_000;

describe("cutOff", () => {
  it("aborts when its time is over, and keeps that reason", async () => {
    const caller = new AbortController();
    const { signal } = cutOff(20, caller.signal);
    assert.equal(signal.aborted, false);
    await once(signal, "abort");
    caller.abort();
    const { code, message, unsent } = signal.reason;
    assert.deepEqual([code, message, unsent], ["TIMEOUT", "no complete answer within 20ms", true]);
  });

  it("aborts when the caller does", () => {
    const caller = new AbortController();
    const { signal, release } = cutOff(LONG, caller.signal);
    caller.abort();
    assert.equal(signal.reason.code, "ABORTED");
    release();
  });

  it("is aborted from the beginning if the caller was", () => {
    const { signal, release } = cutOff(LONG, AbortSignal.abort());
    assert.equal(signal.reason.code, "ABORTED");
    release();
  });

  it("aborts nothing after its release, and lets go of the caller's signal", async () => {
    const caller = new AbortController();
    const { signal, release } = cutOff(20, caller.signal);
    release();
    assert.equal(getEventListeners(caller.signal, "abort").length, 0);
    caller.abort();
    await sleep(60);
    assert.equal(signal.aborted, false);
  });
});
