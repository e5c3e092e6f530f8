import type { Clock } from "../clock";
import { DbsError, type DbsErrorFacts, type DbsErrorKind } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { formatDuration } from "../text/formatDuration";
import { adviseOnTask } from "../verdict/adviseOnTask";
import type { Verdict } from "../verdict/verdict";
import { nextPause } from "./schedule";
import { stepOf } from "./stepOf";

/** State of a wait as reported after each look. */
export interface WaitProgress {
  /** Newest verdict. Absent until a look succeeds. */
  verdict?: Verdict;
  /** Milliseconds until the condition is likely to hold, if the pace of the tables allows an estimate. */
  estimatedRemaining?: number;
  /** Milliseconds since the wait began. */
  elapsed: number;
  /** Number of looks so far, including this one. */
  looks: number;
  /** Error of this look, or of the retry of a task that followed it, if that failed. */
  error?: DbsError;
}

export interface WaitOptions {
  /** Description of the awaited tasks, for messages: `download tasks of rm-… in cn-hangzhou`. */
  what: string;
  /** Facts to add to every error of the wait. */
  facts?: Pick<DbsErrorFacts, "operation" | "region">;
  /** Milliseconds; 0 means exactly one look. */
  timeout: number;
  /** Maximum milliseconds between two looks. */
  pollInterval: number;
  /** Ends the wait with an error of kind `cancelled`. */
  signal?: AbortSignal | undefined;
  /** Called after each look. */
  onProgress?: ((progress: WaitProgress) => void) | undefined;
}

/** Result of a look: its verdict, and facts that decide when to look again. */
export interface LookOutcome {
  verdict: Verdict;
  /** Request id of the answer that was judged. */
  requestId?: string;
  /**
   * Milliseconds until the condition is likely to hold. Set only in state `waiting`, if the pace of the tables allows
   * an estimate.
   */
  estimatedRemaining?: number;
  /**
   * Set if the next look should follow soon: the answer was requested before the wait began, or a task was retried.
   */
  soon?: true;
  /** Error of a retry that was not carried out, although the look succeeded. */
  retryError?: DbsError;
  /** Ids of the tasks whose retry may have been carried out, as long as no look has told what became of it. */
  openRetries?: readonly string[];
  /** Set if no look of the wait has found any task, which may mean that the selection is wrong. */
  neverListed?: true;
}

/**
 * Looks once. `remaining` is the number of milliseconds left, which the look should not exceed. It is absent in a wait
 * that looks only once.
 */
export type Look = (context: { elapsed: number; remaining?: number; signal?: AbortSignal }) => Promise<LookOutcome>;

/** State of a wait after its latest look. */
interface WaitState {
  elapsed: number;
  looks: number;
  /** Outcome of the newest look that succeeded. */
  seen?: LookOutcome;
  /** Error of the latest look, or of the retry that followed it, if that failed. */
  error?: DbsError;
}

/** Kinds of failure that are likely to be temporary, so that another look is worthwhile, unless they are `lasting`. */
const PASSING: readonly DbsErrorKind[] = ["throttled", "unavailable", "timeout", "protocol", "unsettled"];
/**
 * Number of failures of any other kind that end a wait, counted since the latest look that succeeded. Before the first
 * success, one failure is enough. A service, or a proxy in front of it, occasionally refuses a request by mistake, and
 * giving up too early could waste hours of waiting.
 */
const REFUSALS = 3;

/**
 * Minimum milliseconds allowed for a look, even past the deadline, unless the whole time-out is shorter. The last look
 * may have to connect, and a machine that was asleep may start it late.
 */
const LAST_LOOK = 5_000;

/**
 * Looks until the verdict is ready or failed, or the time is over.
 * @returns the verdict once it is ready
 * @throws DbsError of kind `taskFailed`, `taskNotFound`, `timeout` or `cancelled`, or the error of a look that is
 *   unlikely to succeed later
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
    let outcome: LookOutcome | undefined;
    try {
      const elapsed = clock.now() - started;
      outcome = await look({
        elapsed,
        ...(timeout > 0 ? { remaining: Math.max(timeout - elapsed, Math.min(timeout, LAST_LOOK)) } : {}),
        ...omitUndefined({ signal }),
      });
      if (outcome.retryError !== undefined) throw outcome.retryError;
    } catch (error) {
      if (signal?.aborted) {
        throw cancelled(options, { ...state, ...(outcome && { seen: outcome }) }, clock.now() - started);
      }
      const { kind, lasting = false } = error as DbsError;
      refusals += PASSING.includes(kind) && !lasting ? 0 : 1;
      const believed = refusals >= (state.seen === undefined ? 1 : REFUSALS);
      if (timeout === 0 || believed || kind === undefined) {
        throw error;
      }
      state.error = error as DbsError;
    }
    if (outcome !== undefined) state.seen = outcome;
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
    const { estimatedRemaining, soon } = news ?? {};
    const retryAfter = state.error?.retryAfter;
    const pause = nextPause(
      { elapsed: state.elapsed, timeout, pollInterval, estimatedRemaining, soon, throttled, retryAfter },
      random(),
    );
    if (pause === undefined) {
      throw signal?.aborted ? cancelled(options, state, clock.now() - started) : timedOut(options, state);
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
  const taskId = failure?.kind === "taskFailed" ? failure.task.taskId : undefined;
  const facts = { ...common, elapsed, attempts: looks, lastVerdict: sentence, requestId, taskId };
  const seen = `Last seen: ${sentence}${requestId === undefined ? "" : ` (request id ${requestId})`}`;
  return failure?.kind === "taskNotFound"
    ? new DbsError(
        "taskNotFound",
        `${what}: gave up after ${formatDuration(elapsed)}. ${seen}. ` +
          "Check the ids, the instance and the region, or raise notFoundTimeout",
        facts,
      )
    : new DbsError(
        "taskFailed",
        `${what}: gave up after ${formatDuration(elapsed)} because a task failed. ${seen}. ` +
          `${failure === undefined ? "" : `${adviseOnTask(failure.task, failure.retries)}. `}failOn sets which states count as a failure`,
        facts,
      );
}

function timedOut({ what, facts, timeout }: WaitOptions, { seen, looks, error }: WaitState): DbsError {
  const count = `${looks} ${looks === 1 ? "look" : "looks"}`;
  const after = `after ${formatDuration(timeout)} (${count})`;
  const news = [
    ...(seen === undefined
      ? [`${what}: no look succeeded in ${formatDuration(timeout)} (${count})`]
      : [
          `${what} were not ready ${timeout === 0 ? "at the only look that timeout 0 allows" : after}`,
          `Last seen: ${seen.verdict.sentence}`,
        ]),
    ...(error === undefined ? [] : [`The last ${stepOf(error)} failed: ${error.message}`]),
  ];
  const advice = [
    ...(seen?.neverListed ? ["Check the instance, the region and the filters"] : []),
    timeout === 0
      ? "Run this again later, or set a longer timeout"
      : "Run this again to keep waiting, or raise timeout",
  ];
  const message = [...news, ...advice].join(". ");
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
  const saw = seen === undefined ? ", before any look succeeded" : `. Last seen: ${seen.verdict.sentence}`;
  const [first, ...others] = seen?.openRetries ?? [];
  const next = first === undefined ? "Run this again to keep waiting" : describeOpenRetries(first, others.length);
  return new DbsError("cancelled", `${what}: cancelled after ${formatDuration(elapsed)}${saw}. ${next}`, {
    ...facts,
    ...(first === undefined ? {} : { outcome: "open", taskId: first }),
    attempts: looks,
    requestId: seen?.requestId,
    elapsed,
    lastVerdict: seen?.verdict.sentence,
  });
}

function describeOpenRetries(taskId: string, others: number): string {
  const id = cleanText(taskId, LONGEST_WORD);
  const retries = others === 0 ? `The retry of ${id}` : `The retries of ${id} and ${others} more`;
  return `${retries} may have been carried out. The next run looks first`;
}
