/**
 * Returns the first value in an everyday run and the second one with `npm run test:long`, for example a number of runs.
 */
export function testRuns<T>(everyday: T, long: T): T {
  return process.env.TEST_RUNS === "long" ? long : everyday;
}
