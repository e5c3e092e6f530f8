import assert from "node:assert/strict";
import { nextPause } from "../../provider/core/schedule";

/** The moments of all looks of a wait that never ends, with `random` fixed. */
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

describe("nextPause", () => {
  it("begins with eight seconds, and looks for the last time a second before the deadline", () => {
    assert.deepEqual(looks(30_000, 60_000, 0.5), [0, 8_000, 16_000, 24_000, 29_000]);
  });
  it("keeps to the poll interval", () => {
    assert.deepEqual(looks(10_000, 3_000, 0.5), [0, 3_000, 6_000, 9_000]);
  });
  it("grows with the time waited, up to the poll interval", () => {
    const all = looks(7_200_000, 60_000, 0.5);
    const pauses = all.slice(1).map((at, index) => at - (all[index] as number));
    assert.deepEqual(
      pauses.slice(0, -1),
      [...pauses.slice(0, -1)].sort((a, b) => a - b),
    );
    assert.equal(Math.max(...pauses), 60_000);
  });
  it("is spread by chance, by a fifth to both sides", () => {
    assert.deepEqual([looks(1e9, 60_000, 0)[1], looks(1e9, 60_000, 1)[1]], [6_400, 9_600]);
  });
  it("has none after the last look, and none for a wait of one look", () => {
    assert.equal(nextPause({ elapsed: 9_000, timeout: 10_000, pollInterval: 1 }, 0.5), undefined);
    assert.equal(nextPause({ elapsed: 0, timeout: 0, pollInterval: 60_000 }, 0.5), undefined);
  });
});
