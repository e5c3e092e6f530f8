import assert from "node:assert/strict";
import fc from "fast-check";
import { propertyRuns } from "../../support/propertyRuns";
import { FAULT_ROWS, type FaultRow } from "../../support/wire/faultRows";
import { scriptedService } from "../../support/wire/scriptedService";

interface Limits {
  callTimeoutMs: number;
  maxRetries: number;
  /** Maximum milliseconds for the whole call. */
  timeout: number;
}

interface Ending {
  /** Absent if the call succeeds. */
  kind?: string;
  attempts: number;
  elapsed: number;
}

const SESSIONS = [1, 2].map((each) => ({
  accessKeyId: `STS.NTtestkeyid${each}`,
  accessKeySecret: `s3cret/of+session=${each}`,
  securityToken: `CAIS+test/session==token${each}`,
}));

/**
 * Returns how a call must end if its attempts meet these rows in turn and then the last row again and again. Derives
 * this from the table of faults, independently of the client.
 */
function expectedEnding(rows: readonly FaultRow[], limits: Limits, random: () => number): Ending {
  const { callTimeoutMs, maxRetries, timeout } = limits;
  const met = new Set<string>();
  let [elapsed, retries, none] = [0, 0, 0];
  for (let attempts = 1; ; attempts += 1) {
    const row = rows[Math.min(attempts, rows.length) - 1];
    if (row?.kind === undefined) return { attempts, elapsed };
    const end = { kind: row.kind, attempts, elapsed };
    if (row.stalls) {
      const left = timeout - elapsed;
      if (left < callTimeoutMs) return { kind: "timeout", attempts, elapsed: timeout };
      elapsed += callTimeoutMs;
      end.elapsed = elapsed;
    }
    if (row.again === "end") return end;
    const first = !met.has(row.name);
    met.add(row.name);
    let pause = 0;
    if (!first || (row.again !== "once" && row.again !== "onceThenRetry")) {
      if (row.again === "once" || retries === maxRetries) return end;
      if (row.again === "twice" && ++none > 2) return end;
      if (row.again !== "atOnce") {
        pause = row.delay ?? Math.floor(random() * Math.min(20_000, 1000 * 2 ** retries));
      }
      retries += 1;
    }
    if (elapsed + pause >= timeout) return end;
    elapsed += pause;
  }
}

async function endingOf(rows: readonly FaultRow[], limits: Limits, random: () => number, abortAt?: number) {
  const steps = rows.map(({ step }) => step);
  const service = scriptedService(steps, { sessions: SESSIONS, random });
  const { clock, call } = service;
  const started = clock.now();
  const [controller, over] = [new AbortController(), new AbortController()];
  if (abortAt !== undefined) {
    clock.sleep(abortAt, over.signal).then(
      () => controller.abort("enough"),
      () => {},
    );
  }
  const { signal } = controller;
  const failure = await call({ ...limits, deadline: started + limits.timeout, signal }).then(
    (value) => assert.equal(value, "done"),
    (error) => error,
  );
  const elapsed = clock.now() - started;
  over.abort();
  return { service, failure, ending: { kind: failure?.kind, attempts: service.sent.length, elapsed } };
}

/** Cycles through fixed numbers. Client and expectation use the same ones, so their times agree to the millisecond. */
function chances(numbers: readonly number[]): () => number {
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

const USUAL: Limits = { callTimeoutMs: 30_000, maxRetries: 5, timeout: 120_000 };

describe("a call in the fault matrix", () => {
  for (const row of FAULT_ROWS) {
    it(`ends as the table says if ${row.name} comes once, and if it comes again and again`, async () => {
      for (const rows of [[row], [row, FAULT_ROWS[0] as FaultRow]]) {
        const { ending } = await endingOf(rows, USUAL, chances([0.5]));
        assert.deepEqual({ ...ending }, { kind: undefined, ...expectedEnding(rows, USUAL, chances([0.5])) });
      }
    });
  }

  it("ends as the table says and in time after any mixture of rows, and shows no secret", async () => {
    const rows = fc.array(fc.constantFrom(...FAULT_ROWS), { minLength: 1, maxLength: 12 });
    const limits = fc.record({
      callTimeoutMs: fc.integer({ min: 50, max: 40_000 }),
      maxRetries: fc.integer({ min: 0, max: 8 }),
      timeout: fc.integer({ min: 1, max: 200_000 }),
    });
    const numbers = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 8 });
    const abort = fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(rows, limits, numbers, abort, async (mixture, budget, random, abortAt) => {
        const expected = expectedEnding(mixture, budget, chances(random));
        const { service, failure, ending } = await endingOf(mixture, budget, chances(random), abortAt);
        if (abortAt !== undefined && expected.elapsed > abortAt) {
          assert.deepEqual([ending.kind, failure.cause, ending.elapsed], ["cancelled", "enough", abortAt]);
        } else if (abortAt !== expected.elapsed) {
          assert.deepEqual(ending, { kind: undefined, ...expected });
        }
        assert.ok(ending.elapsed <= budget.timeout);
        assert.equal(
          new Set(service.sent.map(({ headers }) => headers["x-acs-signature-nonce"])).size,
          ending.attempts,
        );
        // If the call was cancelled during a back-off, that retry was logged but never sent.
        assert.ok(service.debug.length === ending.attempts - 1 || ending.kind === "cancelled");
        assert.deepEqual(service.leaks(failure, service.debug), []);
        for (const text of [failure?.message ?? "", ...service.debug]) {
          assert.doesNotMatch(text, /InstanceName=|\p{Cc}/u);
        }
      }),
      propertyRuns(300, 10_000),
    );
  }).timeout(600_000);
});
