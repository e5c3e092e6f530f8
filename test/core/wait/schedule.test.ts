import assert from "node:assert/strict";
import { nextPause } from "../../../provider/core/wait/schedule";

/** Returns the times of all looks that a wait makes until its time-out, with a fixed `random`. */
function looks(timeout: number, pollInterval: number, random: number): number[] {
  const at = [0];
  for (;;) {
    const elapsed = at.at(-1) as number;
    const pause = nextPause({ elapsed, timeout, pollInterval }, random);
    if (pause === undefined) {
      return at;
    }
    at.push(elapsed + pause);
  }
}
const facts = { timeout: 1e9, pollInterval: 60_000 };

describe("nextPause", () => {
  it("starts at twenty seconds, goes on at half of that, and leads to a look a second before the deadline", () => {
    assert.deepEqual(looks(60_000, 60_000, 0.5), [0, 20_000, 30_500, 41_000, 51_500, 59_000]);
  });
  it("never exceeds the poll interval", () => {
    assert.deepEqual(looks(10_000, 3_000, 0), [0, 3_000, 6_000, 9_000]);
    assert.deepEqual(nextPause({ elapsed: 0, timeout: 10_000, pollInterval: 3_000 }, 0.99), 2_703);
  });
  it("grows with the time waited, up to the poll interval", () => {
    const all = looks(7_200_000, 60_000, 0);
    const pauses = all.slice(2).map((at, index) => at - (all[index + 1] as number));
    assert.deepEqual(
      pauses.slice(0, -1),
      [...pauses.slice(0, -1)].sort((a, b) => a - b),
    );
    assert.equal(Math.max(...pauses), 60_000);
  });
  it("is short if the next look should follow soon", () => {
    assert.equal(nextPause({ ...facts, elapsed: 0, soon: true }, 0.5), 3_000);
    assert.equal(nextPause({ elapsed: 0, timeout: 2_000, pollInterval: 60_000, soon: true }, 0.5), 1_800);
  });
  it("varies at random even at the poll interval, down to a tenth below it", () => {
    const late = [0, 0.5, 1].map((random) => nextPause({ ...facts, timeout: 1e9, elapsed: 1e7 }, random));
    assert.deepEqual(late, [60_000, 57_000, 54_000]);
  });
  it("varies at random by a tenth in both directions", () => {
    assert.deepEqual([looks(1e9, 60_000, 0)[1], looks(1e9, 60_000, 1)[1]], [18_000, 22_000]);
  });
  it("ends just after the estimated end of the tasks if that is near", () => {
    assert.equal(nextPause({ ...facts, elapsed: 100_000, estimatedRemaining: 5_000 }, 0.5), 5_600);
    assert.equal(nextPause({ ...facts, elapsed: 100_000, estimatedRemaining: 0 }, 0.5), 2_000);
    assert.equal(nextPause({ ...facts, elapsed: 100_000, estimatedRemaining: 20_000 }, 0.5), 10_500);
  });
  it("ignores an estimated end that is later than the next look", () => {
    assert.equal(nextPause({ ...facts, elapsed: 1_800_000, estimatedRemaining: 140_000 }, 0), 56_701);
    assert.equal(
      nextPause({ ...facts, pollInterval: 600_000, elapsed: 10_000_000, estimatedRemaining: 1_000_000 }, 0.5),
      350_001,
    );
  });
  it("doubles with each throttled look in a row, up to the poll interval", () => {
    const pauses = [0, 1, 2, 3].map((throttled) => nextPause({ ...facts, elapsed: 100_000, throttled }, 0.5));
    assert.deepEqual(pauses, [10_500, 21_000, 42_000, 57_000]);
  });
  it("is undefined after the last look, and for a wait with a single look", () => {
    assert.equal(nextPause({ elapsed: 9_000, timeout: 10_000, pollInterval: 1 }, 0.5), undefined);
    assert.equal(nextPause({ elapsed: 0, timeout: 0, pollInterval: 60_000 }, 0.5), undefined);
  });

  it("lasts as long as the service asked for, even past pollInterval, but not past the last look", () => {
    const facts = { elapsed: 60_000, timeout: 3_600_000, pollInterval: 5_000, throttled: 1, retryAfter: 60_000 };
    assert.equal(nextPause(facts, 0.5), 60_000);
    assert.equal(nextPause({ ...facts, timeout: 71_000 }, 0.5), 10_000);
  });
});
