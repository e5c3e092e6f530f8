import type { Clock } from "../clock";
import { DbsError, type DbsErrorFacts, type DbsErrorKind } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { formatDuration } from "../text/formatDuration";
import type { Verdict } from "../verdict/verdict";
import { nextPause } from "./schedule";

/** What a wait tells after each look. */
export interface WaitProgress {
  /** The newest verdict; absent while no look succeeded. */
  verdict?: Verdict;
  /** Milliseconds until the condition is likely to hold, where the pace of the tables tells. */
  estimatedRemaining?: number;
  /** Milliseconds since the wait began. */
  elapsed: number;
  /** Looks so far, this one included. */
  looks: number;
  /** Why this look failed, where it did. */
  error?: DbsError;
}

export interface WaitOptions {
  /** What is awaited, for messages: `download tasks of rm-… in cn-hangzhou`. */
  what: string;
  /** What every error of the wait carries besides. */
  facts?: Pick<DbsErrorFacts, "operation" | "region">;
  /** Milliseconds; 0 means exactly one look. */
  timeout: number;
  /** The longest time between two looks, milliseconds. */
  pollInterval: number;
  /** Ends the wait: with kind `cancelled`. */
  signal?: AbortSignal | undefined;
  /** Called after each look. */
  onProgress?: ((progress: WaitProgress) => void) | undefined;
}

/** What a look found: its verdict, and what tells when to look again. */
export interface LookOutcome {
  verdict: Verdict;
  /** The request id of the answer that was judged. */
  requestId?: string;
  /** State `waiting`: milliseconds until the condition is likely to hold, where the pace of the tables tells. */
  estimatedRemaining?: number;
  /** The answer was requested before the wait began, so the next look should follow soon. */
  older?: true;
}

/** One look. `remaining` is the time left in milliseconds, which the look should keep to; absent for a wait of one look. */
export type Look = (context: { elapsed: number; remaining?: number; signal?: AbortSignal }) => Promise<LookOutcome>;

/** What a wait knows after its latest look. */
interface WaitState {
  elapsed: number;
  looks: number;
  /** Of the newest look that succeeded. */
  seen?: LookOutcome;
  /** Why the latest look failed, where it did. */
  error?: DbsError;
}

/** A look that fails so is worth another one, … */
const PASSING: readonly DbsErrorKind[] = ["throttled", "unavailable", "timeout", "protocol", "unsettled"];
/**
 * … any other failure is as likely to be the same next time. Once a look succeeded it takes so many without one that
 * succeeds to believe it: services and what stands before them refuse wrongly now and then, and hours may be lost.
 */
const REFUSALS = 3;

/**
 * Milliseconds that a look has at least, also past the deadline of a longer wait: the last one may have to connect, and a
 * machine that slept may begin it late.
 */
const LAST_LOOK = 5_000;

/**
 * Looks until the verdict is ready or failed, or the time is over.
 * @returns the verdict that is ready
 * @throws DbsError of kind `taskFailed`, `taskNotFound`, `timeout`, `cancelled`, or of a look that can't succeed later
 */
export async function wait(look: Look, clock: Clock, random: () => number, options: WaitOptions): Promise<Verdict> {
  const { timeout, pollInterval, signal, onProgress } = options;
  const started = clock.now();
  const state: WaitState = { elapsed: 0, looks: 0 };
  let throttled = 0;
  let refusals = 0;
  for (;;) {
    if (signal?.aborted) {
      throw cancelled(options, state, clock.now() - started);
    }
    state.looks += 1;
    delete state.error;
    try {
      const elapsed = clock.now() - started;
      state.seen = await look({
        elapsed,
        ...(timeout > 0 ? { remaining: Math.max(timeout - elapsed, Math.min(timeout, LAST_LOOK)) } : {}),
        ...omitUndefined({ signal }),
      });
    } catch (error) {
      if (signal?.aborted) {
        throw cancelled(options, state, clock.now() - started);
      }
      const kind = (error as DbsError).kind;
      refusals += PASSING.includes(kind) ? 0 : 1;
      const believed = refusals >= (state.seen === undefined ? 1 : REFUSALS);
      if (timeout === 0 || believed || kind === undefined) {
        throw error;
      }
      state.error = error as DbsError;
    }
    state.elapsed = clock.now() - started;
    onProgress?.(progressOf(state));
    const news = state.error === undefined ? state.seen : undefined;
    if (news !== undefined) {
      refusals = 0;
      if (news.verdict.state === "ready") {
        return news.verdict;
      }
      if (news.verdict.state === "failed") {
        throw failed(options, news, state);
      }
    }
    throttled = state.error?.kind === "throttled" ? throttled + 1 : 0;
    const { estimatedRemaining, older } = news ?? {};
    const retryAfter = state.error?.retryAfter;
    const pause = nextPause(
      { elapsed: state.elapsed, timeout, pollInterval, estimatedRemaining, older, throttled, retryAfter },
      random(),
    );
    if (pause === undefined) {
      throw timedOut(options, state);
    }
    try {
      await clock.sleep(pause, signal);
    } catch {
      throw cancelled(options, state, clock.now() - started);
    }
  }
}

function progressOf({ elapsed, looks, seen, error }: WaitState): WaitProgress {
  const { verdict, estimatedRemaining } = seen ?? {};
  return { elapsed, looks, ...omitUndefined({ verdict, estimatedRemaining, error }) };
}

function failed(
  { what, facts: common }: WaitOptions,
  { verdict: { failure, sentence }, requestId }: LookOutcome,
  { elapsed, looks }: WaitState,
): DbsError {
  const facts = { ...common, elapsed, attempts: looks, lastVerdict: sentence, requestId };
  const saw = `${what}: ${sentence}${requestId === undefined ? "" : ` (request id ${requestId})`}`;
  return failure?.kind === "taskNotFound"
    ? new DbsError(
        "taskNotFound",
        `${saw}, after ${formatDuration(elapsed)}. Check the ids, the instance and the region, or raise notFoundTimeout`,
        facts,
      )
    : new DbsError(
        "taskFailed",
        `${saw}. Retry or create the export again, then run this again; failOn says which states fail`,
        facts,
      );
}

function timedOut({ what, facts, timeout }: WaitOptions, { seen, looks, error }: WaitState): DbsError {
  const saw = seen?.verdict.sentence ?? "no look succeeded";
  const last = error === undefined ? "" : ` (the last look failed: ${error.message})`;
  const message =
    timeout === 0
      ? `${what}: not ready at the one look that timeout 0 allows: ${saw}. Run this again later, or give a timeout to wait`
      : `${what}: not ready after ${formatDuration(timeout)} and ${looks} ${looks === 1 ? "look" : "looks"}: ${saw}${last}. Run this again to wait on, or raise timeout`;
  return new DbsError("timeout", message, {
    ...facts,
    requestId: seen?.requestId,
    elapsed: timeout,
    attempts: looks,
    lastVerdict: seen?.verdict.sentence,
    cause: error,
  });
}

function cancelled({ what, facts }: WaitOptions, { seen, looks }: WaitState, elapsed: number): DbsError {
  const saw = seen?.verdict.sentence ?? "before the first look was answered";
  return new DbsError("cancelled", `${what}: cancelled after ${formatDuration(elapsed)}: ${saw}`, {
    ...facts,
    attempts: looks,
    requestId: seen?.requestId,
    elapsed,
    lastVerdict: seen?.verdict.sentence,
  });
}
