/** What a test takes every day, or with `npm run test:long`: how many runs, for example. */
export function testRuns<T>(everyday: T, long: T): T {
  return process.env.TEST_RUNS === "long" ? long : everyday;
}
