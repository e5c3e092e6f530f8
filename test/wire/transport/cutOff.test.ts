import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { CutOff } from "../../../provider/wire/transport/cutOff";

const LONG = 60_000;

describe("CutOff", () => {
  it("tells the listener and the signal when its time is over, once", async () => {
    const controller = new AbortController();
    const cutOff = new CutOff(20, controller.signal);
    const told: (string | undefined)[] = [];
    cutOff.onCut(({ code }) => told.push(code));
    const signal = cutOff.signal();
    cutOff.throwIfCut();
    await sleep(60);
    controller.abort();
    assert.deepEqual([told, signal.aborted, signal.reason], [["TIMEOUT"], true, cutOff.reason]);
    assert.throws(() => cutOff.throwIfCut(), { code: "TIMEOUT", message: "no complete answer within 20ms" });
  });

  it("tells them when the caller aborts", () => {
    const controller = new AbortController();
    const cutOff = new CutOff(LONG, controller.signal);
    const told: (string | undefined)[] = [];
    cutOff.onCut(({ code }) => told.push(code));
    controller.abort();
    assert.deepEqual([told, cutOff.signal().reason], [["ABORTED"], cutOff.reason]);
    cutOff.release();
  });

  it("is cut from the beginning where the caller has aborted before", () => {
    const cutOff = new CutOff(LONG, AbortSignal.abort());
    assert.throws(() => cutOff.throwIfCut(), { code: "ABORTED" });
    let told: string | undefined;
    cutOff.onCut(({ code }) => {
      told = code;
    });
    assert.equal(told, "ABORTED");
    assert.equal(cutOff.signal().aborted, true);
    cutOff.release();
  });

  it("cuts nothing after its release, and lets go of the caller's signal", async () => {
    const controller = new AbortController();
    const cutOff = new CutOff(20, controller.signal);
    cutOff.onCut(() => assert.fail("it was cut"));
    cutOff.release();
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    controller.abort();
    await sleep(60);
    assert.equal(cutOff.signal().aborted, false);
  });
});
