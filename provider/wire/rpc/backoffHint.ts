/** What an answer's headers say about when to come back. */
export interface BackoffHint {
  /** Milliseconds; at most a minute. */
  delay: number;
  /** The answer is a throttling one, whatever its code says. */
  throttled: boolean;
}

/** A service that asks for more than a minute is asked again after one. Milliseconds. */
const LONGEST_HINT = 60_000;

/**
 * Reads the back-off hints: the cloud's own, `x-acs-retry-after` in milliseconds and the older `x-ratelimit-user-api` and
 * `x-ratelimit-user`, `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`, where TimeLeft is in milliseconds and counts when
 * nothing remains; and `retry-after` in seconds, of what stands before the service.
 */
export function backoffHint(headers: Readonly<Record<string, string>>): BackoffHint | undefined {
  const told =
    milliseconds(headers["x-acs-retry-after"]) ??
    timeLeft(headers["x-ratelimit-user-api"]) ??
    timeLeft(headers["x-ratelimit-user"]);
  if (told !== undefined) {
    return { delay: told, throttled: true };
  }
  const delay = milliseconds(headers["retry-after"], 1000);
  return delay === undefined ? undefined : { delay, throttled: false };
}

function timeLeft(limits: string | undefined): number | undefined {
  const remain = /\bRemain:\s*(\d+)/i.exec(limits ?? "")?.[1];
  return Number(remain ?? 0) > 0 ? undefined : milliseconds(/\bTimeLeft:\s*(\d+)/i.exec(limits ?? "")?.[1]);
}

function milliseconds(text: string | undefined, unit = 1): number | undefined {
  const value = /^\s*\d+(\.\d+)?\s*$/.test(text ?? "") ? Number(text) * unit : 0;
  return value > 0 ? Math.min(Math.ceil(value), LONGEST_HINT) : undefined;
}
