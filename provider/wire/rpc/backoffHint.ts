/** The pause that an answer's headers request. */
export interface BackoffHint {
  /** Milliseconds to wait, at most a minute. */
  delay: number;
  /** Whether the answer means throttling, whatever its code says. */
  throttled: boolean;
}

/** Maximum delay in milliseconds. If the service asks for a longer one, it is called again after this. */
const LONGEST_HINT = 60_000;

/**
 * Reads the back-off hint from the headers of an answer. The cloud sends `x-acs-retry-after` in milliseconds, or the
 * older `x-ratelimit-user-api` and `x-ratelimit-user`, such as `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`. In the
 * older headers, TimeLeft is in milliseconds and counts only if Remain is 0. A proxy in front of the service may send
 * `retry-after` in seconds.
 * @param isOverload - whether the answer itself may mean throttling. If not, the older headers are ignored, because they
 *   come with every answer. Default: true
 */
export function backoffHint(headers: Readonly<Record<string, string>>, isOverload = true): BackoffHint | undefined {
  const older = () => timeLeft(headers["x-ratelimit-user-api"]) ?? timeLeft(headers["x-ratelimit-user"]);
  const throttling = milliseconds(headers["x-acs-retry-after"]) ?? (isOverload ? older() : undefined);
  if (throttling !== undefined) {
    return { delay: throttling, throttled: true };
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
