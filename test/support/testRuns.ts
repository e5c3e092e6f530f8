/**
 * Returns the first value in an everyday run of the tests, and the second one with `npm run test:long`. The values are
 * numbers of runs, for example.
 */
export function testRuns<T>(everyday: T, long: T): T {
  return process.env.TEST_RUNS === "long" ? long : everyday;
}
