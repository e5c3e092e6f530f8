import { testRuns } from "./testRuns";

/**
 * Returns the parameters of a property test. Prints the seed, so that a failed run can be repeated with
 * `TEST_SEED=… npx mocha FILE`.
 * @param everyday - number of runs with `npm test`
 * @param long - number of runs with `npm run test:long`
 */
export function propertyRuns(everyday: number, long: number): { numRuns: number; seed: number } {
  const numRuns = testRuns(everyday, long);
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`      ${numRuns} runs with TEST_SEED=${seed}`);
  return { numRuns, seed };
}
