import assert from "node:assert/strict";
import type { Failure } from "../../../provider/wire/rpc/failure";
import { BACKOFF_BASE, BACKOFF_CAP, backoff, retryBudget } from "../../../provider/wire/rpc/retry";

const failure = (fields: Partial<Failure> = {}): Failure => ({
  kind: "unavailable",
  remedy: "backOff",
  outcome: "open",
  saw: "",
  advice: "",
  ...fields,
});

describe("backoff", () => {
  it("doubles its maximum up to the cap, and returns a random delay below that maximum", () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 60].map((retry) => backoff(retry, () => 1));
    assert.deepEqual(bounds, [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
    assert.deepEqual([BACKOFF_BASE, BACKOFF_CAP], [1000, 20_000]);
    assert.deepEqual([backoff(3, () => 0), backoff(3, () => 0.25)], [0, 2000]);
  });
});

describe("retryBudget", () => {
  const delays = (maxRetries: number, failures: Failure[]) => {
    const budget = retryBudget(maxRetries, () => 1);
    return failures.map((each) => {
      const next = budget.next(each);
      return next.again ? `${next.delay}${next.counted ? "" : " free"}` : "end";
    });
  };
  const times = (count: number, each: Failure) => Array<Failure>(count).fill(each);

  it("backs off longer before each retry, then gives up", () => {
    assert.deepEqual(delays(3, times(4, failure())), ["1000", "2000", "4000", "end"]);
    assert.deepEqual(delays(0, times(1, failure())), ["end"]);
  });

  it("waits as long as the service asks it to", () => {
    assert.deepEqual(delays(3, times(2, failure({ delay: 7 }))), ["7", "7"]);
  });

  it("retries twice after an invalid answer, within the same budget", () => {
    const protocol = failure({ kind: "protocol" });
    assert.deepEqual(delays(5, times(3, protocol)), ["1000", "2000", "end"]);
    assert.deepEqual(delays(1, times(2, protocol)), ["1000", "end"]);
  });

  for (const remedy of ["newSession", "setClock"] as const) {
    it(`tries ${remedy} once without using up a retry`, () => {
      assert.deepEqual(delays(0, times(2, failure({ remedy }))), ["0 free", "end"]);
    });
  }

  it("reconnects at once the first time, then backs off as after any other reset", () => {
    assert.deepEqual(delays(1, times(3, failure({ remedy: "reconnect" }))), ["0 free", "1000", "end"]);
  });

  it("tries a new nonce at once, and counts that as a retry", () => {
    assert.deepEqual(delays(2, times(3, failure({ remedy: "newNonce" }))), ["0", "0", "end"]);
  });

  it("gives up if no retry can help", () => {
    assert.deepEqual(delays(5, [failure({ remedy: "none" })]), ["end"]);
  });
});
