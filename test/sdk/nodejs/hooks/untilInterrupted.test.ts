import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { untilInterrupted } from "../../../../sdk/nodejs/hooks/untilInterrupted";

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describe("untilInterrupted", () => {
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    it(`ends all runs on one ${name}`, async () => {
      const own = () => {};
      process.on(name, own);
      const runs = [untilInterrupted(untilAborted), untilInterrupted(untilAborted)];
      process.emit(name, name);
      for (const run of runs) await assert.rejects(run, { message: name });
      process.removeListener(name, own);
    });
  }

  it("ends a run when the outer signal is aborted, with its reason, and then leaves that signal alone", async () => {
    const [early, late] = [new AbortController(), new AbortController()];
    early.abort(new Error("early"));
    const ended = (signal: AbortSignal) =>
      signal.aborted ? Promise.reject(signal.reason as Error) : untilAborted(signal);
    await assert.rejects(untilInterrupted(ended, early.signal), { message: "early" });
    const run = untilInterrupted(ended, late.signal);
    late.abort(new Error("late"));
    await assert.rejects(run, { message: "late" });
    assert.equal(getEventListeners(late.signal, "abort").length, 0);
  });

  it("listens only while there are runs, with one handler for all of them", async () => {
    const before = process.listenerCount("SIGINT");
    const ends: (() => void)[] = [];
    const run = () => untilInterrupted(() => new Promise<void>((resolve) => ends.push(resolve)));
    const runs = [run(), run()];
    assert.equal(process.listenerCount("SIGINT"), before + 1);
    ends[0]?.();
    await runs[0];
    assert.equal(process.listenerCount("SIGINT"), before + 1);
    ends[1]?.();
    await runs[1];
    assert.equal(process.listenerCount("SIGINT"), before);
  });

  it("leaves the program's other handlers alone", async () => {
    let heard = 0;
    const other = () => {
      heard += 1;
    };
    process.on("SIGINT", other);
    try {
      const run = untilInterrupted(untilAborted);
      process.emit("SIGINT", "SIGINT");
      await assert.rejects(run);
      assert.deepEqual([heard, process.listeners("SIGINT").includes(other)], [1, true]);
    } finally {
      process.removeListener("SIGINT", other);
    }
  });

  it("stops listening when a run fails", async () => {
    const before = process.listenerCount("SIGTERM");
    await assert.rejects(untilInterrupted(() => Promise.reject(new Error("x"))));
    assert.equal(process.listenerCount("SIGTERM"), before);
  });
});
