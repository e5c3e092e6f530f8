import type { GateRequest, TaskQuery } from "../core/query";

/** Milliseconds for one look, unless the wait's deadline is nearer. */
const LOOK_TIMEOUT = 120_000;

/** The list that a look reads: newest first, and at the cost of a read of its own. */
export function lookQuery(selection: GateRequest["selection"], remaining = LOOK_TIMEOUT): TaskQuery {
  return {
    ...selection,
    orderColumn: "gmt_create",
    orderDirect: "desc",
    pageSize: 100,
    maxRetries: 5,
    callTimeout: 30_000,
    timeout: Math.min(LOOK_TIMEOUT, remaining),
  };
}
