import assert from "node:assert/strict";
import { playHistory } from "../../support/exports/exportHistory";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";

/** Ends of calls, and the least number of them for each history. */
const OFTEN = {
  "started with unfinished": 0.05,
  "started with finished": 0.02,
  "started with never": 0.05,
  adopted: 0.05,
  named: 0.02,
  conflict: 0.05,
  unsettled: 0.02,
  "cancelled open": 0.01,
  "cancelled before": 0.05,
  killed: 0.05,
  "adopted in the host": 0.01,
  "conflict in the host": 0.01,
  retried: 0.01,
  warned: 0.01,
};

describe("an export that is wanted, over random histories,", () => {
  it("is started once, never lost, and never taken for another one", async function () {
    this.timeout(1_800_000);
    const { numRuns, seed } = propertyRuns(200, 10_000);
    const endings: Record<string, number> = {};
    for (let run = 0; run < numRuns; run += 1) {
      try {
        for (const end of await playHistory(seededRandom(seed + run))) endings[end] = (endings[end] ?? 0) + 1;
      } catch (error) {
        throw new Error(`run ${run} of seed ${seed}: ${(error as Error).message}`, { cause: error });
      }
    }
    console.log(`      ${JSON.stringify(endings)}`);
    for (const [end, share] of Object.entries(OFTEN)) {
      assert.ok((endings[end] ?? 0) > numRuns * share, `too few calls end with ${end}`);
    }
  });
});
