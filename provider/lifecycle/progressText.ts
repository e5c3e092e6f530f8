import { formatDuration } from "../core/text/formatDuration";
import type { Verdict } from "../core/verdict/verdict";
import type { WaitProgress } from "../core/wait/wait";

/** Milliseconds: table counts alone are told no more often, … */
const COUNTS_EVERY = 60_000;
/** … and no more often than after this part of the time waited, so that a log of six hours stays under 150 lines. */
const COUNTS_GROWTH = 0.05;
/** So many changes are told at once; later ones, of many tasks or of a service that fails now and then, wait as counts do. */
const AT_ONCE = 40;
/**
 * Milliseconds: silence is no longer than five minutes, since pipelines end jobs that say nothing. It is asked whether to
 * speak at each look, and four times a minute between them.
 */
const SIGN_OF_LIFE_EVERY = 285_000;

/**
 * Makes the function that decides what is worth telling, after a look or between two: at once when a task changed its state or the looks began
 * or ceased to fail, table counts once a minute and less often later, else a sign of life. It gives `undefined` where there is nothing to tell.
 */
export function createProgressText(): (progress: WaitProgress) => string | undefined {
  let told: { at: number; states: string; text: string } | undefined;
  let changes = 0;
  return ({ verdict, estimatedRemaining, elapsed, error }) => {
    const states = `${error === undefined ? "" : "failing"} ${verdict === undefined ? "" : stateList(verdict)}`;
    const text = [
      ...(verdict === undefined ? [] : [withEstimate(verdict.sentence, estimatedRemaining)]),
      ...(error === undefined ? [] : [`the last look failed, trying on: ${error.message}`]),
    ].join("; ");
    const since = told === undefined ? Number.POSITIVE_INFINITY : elapsed - told.at;
    const changed = told?.states !== states && changes < AT_ONCE;
    const worth =
      changed ||
      (told !== undefined && told.text !== text && since >= Math.max(COUNTS_EVERY, elapsed * COUNTS_GROWTH)) ||
      since >= SIGN_OF_LIFE_EVERY;
    if (!worth) {
      return undefined;
    }
    const first = told === undefined;
    told = { at: elapsed, states, text };
    changes += changed ? 1 : 0;
    return first ? text : `${text}; ${formatDuration(elapsed)} elapsed`;
  };
}

/** Puts the time that is left, where the tables' pace tells, right behind the count that begins a sentence. */
function withEstimate(sentence: string, left: number | undefined): string {
  return left === undefined || left < 1_000
    ? sentence
    : sentence.replace(/(?=:|$)/, ` (about ${formatDuration(left)} left)`);
}

function stateList({ tasks }: Verdict): string {
  return tasks.map((task) => `${task.taskId}=${task.downloadStatus}`).join(" ");
}
