import { testRuns } from "../../support/testRuns";

/**
 * Maximum milliseconds from the signal to the end of the process. The promise is two seconds, which a long run measures
 * on an idle machine. Otherwise there is room for a busy one: a wait that ignored the signal would last for an hour.
 */
export const SOON = testRuns(30_000, 2_000);
