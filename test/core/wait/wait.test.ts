import assert from "node:assert/strict";
import { DbsError, type DbsErrorKind } from "../../../provider/core/errors";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import {
  type Look,
  type LookOutcome,
  type WaitOptions,
  type WaitProgress,
  wait,
} from "../../../provider/core/wait/wait";
import { createFakeClock } from "../../support/fakeClock";
import { makeTask } from "../../support/tasks/makeTask";

const HOUR = 3_600_000;
const verdict = (state: Verdict["state"], more: Partial<Verdict> = {}): LookOutcome => ({
  verdict: { state, sentence: `it is ${state}`, tasks: [], warnings: [], ...more },
});
const failing = (kind: DbsErrorKind) => new DbsError(kind, `the look failed as ${kind}`);

/** Creates a look that returns these answers in turn and then repeats the last one. */
function scripted(...answers: (LookOutcome | Error)[]): Look & { contexts: Parameters<Look>[0][] } {
  const contexts: Parameters<Look>[0][] = [];
  const look: Look = async (context) => {
    const answer = answers[Math.min(contexts.length, answers.length - 1)] as LookOutcome | Error;
    contexts.push(context);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  return Object.assign(look, { contexts });
}

function run(look: Look, options: Partial<WaitOptions> = {}) {
  const clock = createFakeClock();
  const promise = wait(look, clock, () => 0.5, { what: "the tasks", timeout: HOUR, pollInterval: 60_000, ...options });
  return { clock, promise };
}

describe("wait", () => {
  it("looks at once, and does not sleep if the verdict is ready", async () => {
    const { clock, promise } = run(scripted(verdict("ready")));
    assert.equal((await promise).state, "ready");
    assert.deepEqual(clock.sleeps, []);
  });

  it("sleeps between looks for as long as the schedule says", async () => {
    const { clock, promise } = run(scripted(verdict("waiting"), verdict("waiting"), verdict("ready")));
    await promise;
    assert.deepEqual(clock.sleeps, [20_000, 10_500]);
  });

  it("tells each look how much time has passed and how much is left", async () => {
    const look = scripted(verdict("waiting"), verdict("ready"));
    await run(look).promise;
    assert.deepEqual(look.contexts, [
      { elapsed: 0, remaining: HOUR },
      { elapsed: 20_000, remaining: HOUR - 20_000 },
    ]);
  });

  it("fails at once if a task failed, with the verdict's sentence and the request id", async () => {
    const failure = { kind: "taskFailed", task: makeTask("dt-c", "failed") } as const;
    const { clock, promise } = run(
      scripted({ ...verdict("failed", { failure, sentence: "dt-c failed" }), requestId: "r-1" }),
    );
    await assert.rejects(promise, (error: DbsError) => {
      assert.equal(error.kind, "taskFailed");
      assert.match(error.message, /^\[taskFailed\] .*\. Last seen: dt-c failed \(request id r-1\)\. .*failOn/);
      assert.deepEqual([error.lastVerdict, error.requestId, clock.sleeps.length], ["dt-c failed", "r-1", 0]);
      return true;
    });
  });

  it("says which tasks were not found", async () => {
    const failure = { kind: "taskNotFound", taskIds: ["dt-x"] } as const;
    const promise = run(
      scripted(verdict("failed", { failure, sentence: "0 of 1 finished: dt-x not listed yet" })),
    ).promise;
    await assert.rejects(promise, { kind: "taskNotFound", message: /dt-x not listed yet.*notFoundTimeout/ });
  });

  it("fails at the time-out with the last verdict, the time waited, the number of looks and what to do", async () => {
    const { promise } = run(scripted(verdict("waiting")), { timeout: 20_000 });
    await assert.rejects(promise, (error: DbsError) => {
      assert.equal(
        error.message,
        "[timeout] the tasks were not ready after 20s (2 looks). Last seen: it is waiting. " +
          "Run this again to keep waiting, or raise timeout",
      );
      assert.deepEqual(
        [error.kind, error.lastVerdict, error.attempts, error.elapsed],
        ["timeout", "it is waiting", 2, 20_000],
      );
      return true;
    });
  });
  it("looks exactly once with a time-out of 0", async () => {
    const look = scripted(verdict("waiting"));
    const { clock, promise } = run(look, { timeout: 0 });
    await assert.rejects(promise, { kind: "timeout", message: /that timeout 0 allows\. Last seen: it is waiting/ });
    assert.deepEqual([look.contexts, clock.sleeps], [[{ elapsed: 0 }], []]);
  });

  it("can return a ready verdict even with a time-out of 0", async () => {
    assert.equal((await run(scripted(verdict("ready")), { timeout: 0 }).promise).state, "ready");
  });

  it("allows the last look five seconds, even if the machine was asleep past the deadline", async () => {
    const look = scripted(verdict("waiting"));
    const clock = createFakeClock();
    const sleepy = { ...clock, sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + HOUR, signal) };
    const promise = wait(look, sleepy, () => 0.5, { what: "the tasks", timeout: 60_000, pollInterval: 60_000 });
    await assert.rejects(promise, { kind: "timeout" });
    assert.deepEqual(
      look.contexts.map(({ remaining }) => remaining),
      [60_000, 5_000],
    );
  });

  it("looks for the last time just before the deadline, and accepts the answer", async () => {
    const look = scripted(verdict("waiting"), verdict("ready"));
    await run(look, { timeout: 10_000 }).promise;
    assert.deepEqual(
      look.contexts.map(({ elapsed }) => elapsed),
      [0, 9_000],
    );
  });

  for (const kind of ["throttled", "unavailable", "timeout", "protocol", "unsettled"] as const) {
    it(`goes on if a look fails with kind ${kind}`, async () => {
      assert.equal((await run(scripted(failing(kind), verdict("ready"))).promise).state, "ready");
    });
    it(`fails with the look's own error if the time-out is 0 and the look fails with kind ${kind}`, async () => {
      const message = `[${kind}] the look failed as ${kind}`;
      await assert.rejects(run(scripted(failing(kind)), { timeout: 0 }).promise, { kind, message });
    });
  }
  for (const kind of ["arguments", "credentials", "denied"] as const) {
    it(`fails at once if the first look fails with kind ${kind}`, async () => {
      const { clock, promise } = run(scripted(failing(kind), verdict("ready")));
      await assert.rejects(promise, { kind });
      assert.deepEqual(clock.sleeps, []);
    });
    it(`survives two looks that fail with kind ${kind}, but not a third before the next good look`, async () => {
      const [refusal, good] = [failing(kind), verdict("waiting")];
      const passes = run(scripted(good, refusal, refusal, good, refusal, refusal, verdict("ready")));
      assert.equal((await passes.promise).state, "ready");
      const look = scripted(good, refusal, failing("unavailable"), refusal, refusal, verdict("ready"));
      await assert.rejects(run(look).promise, { kind });
      assert.equal(look.contexts.length, 5);
    });
  }
  it("looks again soon if a look says so", async () => {
    const { clock, promise } = run(
      scripted({ ...verdict("waiting"), soon: true }, verdict("waiting"), verdict("ready")),
    );
    await promise;
    assert.deepEqual(clock.sleeps, [3_000, 17_000]);
  });
  it("looks less often while the service throttles, and as often as before afterwards", async () => {
    const busy = failing("throttled");
    const { clock, promise } = run(scripted(verdict("waiting"), busy, busy, verdict("waiting"), verdict("ready")));
    await promise;
    assert.deepEqual(clock.sleeps, [20_000, 21_000, 42_000, 10_500]);
  });
  it("fails at once with an error that is not a DbsError", async () => {
    await assert.rejects(run(scripted(new TypeError("a bug"))).promise, TypeError);
    await assert.rejects(
      run(scripted(verdict("waiting"), new TypeError("a bug"), verdict("ready"))).promise,
      TypeError,
    );
  });

  it("says at the time-out that the last look failed, and what the last good one saw", async () => {
    const { promise } = run(scripted(verdict("waiting"), failing("unavailable")), { timeout: 20_000 });
    await assert.rejects(promise, { message: /it is waiting\. The last look failed: \[unavailable\] the look failed/ });
  });
  it("says at the time-out that no look succeeded", async () => {
    await assert.rejects(run(scripted(failing("unavailable")), { timeout: 20_000 }).promise, {
      message: /no look succeeded/,
    });
  });

  it("fails with the last verdict's sentence if it is cancelled while it sleeps", async () => {
    const controller = new AbortController();
    const onProgress = ({ looks }: WaitProgress) =>
      looks === 2 && setImmediate(() => controller.abort(new Error("SIGINT")));
    const look = scripted(verdict("waiting"));
    const clock = createFakeClock();
    const slow = {
      ...clock,
      sleep: (ms: number, signal?: AbortSignal) => (look.contexts.length < 2 ? clock.sleep(ms, signal) : never(signal)),
    };
    const promise = wait(look, slow, () => 0.5, {
      what: "the tasks",
      timeout: HOUR,
      pollInterval: 60_000,
      signal: controller.signal,
      onProgress,
    });
    await assert.rejects(promise, {
      kind: "cancelled",
      message: "[cancelled] the tasks: cancelled after 20s. Last seen: it is waiting. Run this again to keep waiting",
    });
  });
  it("fails if it is cancelled while it looks", async () => {
    const controller = new AbortController();
    const look: Look = ({ signal }) => {
      setImmediate(() => controller.abort());
      return never(signal) as Promise<never>;
    };
    await assert.rejects(run(look, { signal: controller.signal }).promise, {
      kind: "cancelled",
      message: "[cancelled] the tasks: cancelled after 0ms, before any look succeeded. Run this again to keep waiting",
    });
  });
  it("does not look if it is cancelled before it begins", async () => {
    const look = scripted(verdict("ready"));
    await assert.rejects(run(look, { signal: AbortSignal.abort() }).promise, { kind: "cancelled" });
    assert.equal(look.contexts.length, 0);
  });

  it("reports every look, even a failed one, and repeats the last verdict with it", async () => {
    const told: WaitProgress[] = [];
    const look = scripted(verdict("waiting"), failing("unavailable"), verdict("ready"));
    await run(look, { onProgress: (progress) => told.push(progress) }).promise;
    assert.deepEqual(
      told.map(({ verdict: seen, looks, elapsed, error }) => [seen?.state, looks, elapsed, error?.kind]),
      [
        ["waiting", 1, 0, undefined],
        ["waiting", 2, 20_000, "unavailable"],
        ["ready", 3, 30_500, undefined],
      ],
    );
  });
  it("reports the estimate with the verdict, and looks just after the estimated end", async () => {
    const told: unknown[] = [];
    const onProgress = ({ estimatedRemaining }: WaitProgress) => told.push(estimatedRemaining);
    const look = scripted({ ...verdict("waiting"), estimatedRemaining: 5_000 }, verdict("ready"));
    const { clock, promise } = run(look, { onProgress });
    await promise;
    assert.deepEqual([told, clock.sleeps], [[5_000, undefined], [5_600]]);
  });
});

/** Returns a promise that rejects when the signal is aborted and does not settle otherwise. */
function never(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}
