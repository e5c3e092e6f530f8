import assert from "node:assert/strict";
import { playHistory } from "../../support/exports/exportHistory";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";

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
    const often = ["started", "adopted", "conflict", "unsettled", "cancelled open", "cancelled before", "killed"];
    for (const end of often) assert.ok((endings[end] ?? 0) > numRuns / 100, `too few histories end with ${end}`);
  });
});
