import type { Failure } from "./failure";

/*
 * The figures are those of the AWS SDKs' standard retry mode (smithy-typescript, util-retry).
 */
const CAPACITY = 500;
const COST = 5;
const TIMEOUT_COST = 10;
/** Tokens that come back with each call that succeeds at its first attempt. */
const REFILL = 1;
/** Failures in which no server was asked for anything, so that another attempt burdens none. */
const FREE = ["ENOTFOUND", "EAI_AGAIN"];

/**
 * Tokens that the retries of several calls share. While the service works, they come back as fast as they are spent.
 * During an outage they run out after 100 retries, and then each call is one request.
 */
export interface RetryQuota {
  /** Takes the tokens for one retry after a failure. Returns their number, or `undefined` if too few are left. */
  take(failure: Failure): number | undefined;
  /** Gives back, after a success, the tokens that the retries of the call took. Default: a call without retries */
  succeed(taken: number | undefined): void;
}

/** @param fewest - number of retries that it must allow, if that is more than the usual 100 */
export function createRetryQuota(fewest = 0): RetryQuota {
  const capacity = Math.max(CAPACITY, fewest * TIMEOUT_COST);
  let tokens = capacity;
  return {
    take({ code = "" }) {
      const cost = FREE.includes(code) ? 0 : code === "TIMEOUT" ? TIMEOUT_COST : COST;
      if (cost > tokens) {
        return undefined;
      }
      tokens -= cost;
      return cost;
    },
    succeed(taken = REFILL) {
      tokens = Math.min(capacity, tokens + taken);
    },
  };
}
