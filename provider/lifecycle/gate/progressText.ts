import { formatDuration } from "../../core/text/formatDuration";
import type { Verdict } from "../../core/verdict/verdict";
import { stepOf } from "../../core/wait/stepOf";
import type { WaitProgress } from "../../core/wait/wait";

/** Minimum milliseconds between two lines when only table counts change. */
const COUNTS_EVERY = 60_000;
/**
 * Minimum time between two such lines as a fraction of the time waited. It keeps the log of a six-hour wait under 150
 * lines.
 */
const COUNTS_GROWTH = 0.05;
/**
 * Maximum number of state changes that are shown immediately. Later ones are delayed like table counts. A wait reaches
 * the limit if it has many tasks, or if the service fails now and then.
 */
const AT_ONCE = 40;
/**
 * Milliseconds without output after which a sign of life is shown. Pipelines end jobs that print nothing, so a silence
 * must not exceed five minutes. The value is lower because the text is requested only at each look and four times a
 * minute between looks.
 */
const SIGN_OF_LIFE_EVERY = 285_000;

/** What follows each step of a wait that failed. */
const AGAIN = { look: "retrying after a failed look", retry: "trying again" };

/**
 * Creates the function that returns the text to show after a look or between two looks. A task's change of state is
 * shown immediately. So is the moment when looks start or stop failing. Table counts are shown once a minute at first
 * and less often later. If nothing changes for a long time, a sign of life is shown. The function returns `undefined`
 * if there is nothing to show.
 */
export function createProgressText(): (progress: WaitProgress) => string | undefined {
  let told: { at: number; states: string; text: string } | undefined;
  let changes = 0;
  return ({ verdict, estimatedRemaining, elapsed, error }) => {
    const states = `${error === undefined ? "" : "failing"} ${verdict === undefined ? "" : stateList(verdict)}`;
    const seen = verdict === undefined ? [] : [withEstimate(verdict.sentence, estimatedRemaining)];
    const failure = error === undefined ? [] : [`${AGAIN[stepOf(error)]}: ${error.message}`];
    const text = [...seen, ...failure].join("; ");
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
    // The message of an error can be several sentences, so it comes last.
    return first ? text : [...seen, `${formatDuration(elapsed)} elapsed`, ...failure].join("; ");
  };
}

/** Inserts the estimated time left, if there is an estimate, right after the count at the start of a sentence. */
function withEstimate(sentence: string, left: number | undefined): string {
  return left === undefined || left < 1_000
    ? sentence
    : sentence.replace(/(?=:|$)/, ` (about ${formatDuration(left)} left)`);
}

function stateList({ tasks }: Verdict): string {
  return tasks.map((task) => `${task.taskId}=${task.downloadStatus}`).join(" ");
}
