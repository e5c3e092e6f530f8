import { testRuns } from "./testRuns";

/**
 * How a property is tried: so many runs every day, or with `npm run test:long`. The seed is printed, so that a run that
 * failed can be had again: TEST_SEED=… npx mocha FILE.
 */
export function propertyRuns(everyday: number, long: number): { numRuns: number; seed: number } {
  const numRuns = testRuns(everyday, long);
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`      ${numRuns} runs with TEST_SEED=${seed}`);
  return { numRuns, seed };
}
