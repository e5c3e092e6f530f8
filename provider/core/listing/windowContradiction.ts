/**
 * Says that a list can't be read by windows of time, because the service's answers contradict them. Its message says
 * what was asked and what came.
 */
export class WindowContradiction extends Error {}
