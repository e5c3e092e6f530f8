/** How many random cases a property test runs: `TEST_RUNS` where it is set (the long run), else what fits the everyday one. */
export function testRuns(everyday: number, long: number): number {
  return process.env.TEST_RUNS === "long" ? long : everyday;
}
