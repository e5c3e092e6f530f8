import type { Connection } from "../connection/caller";
import { DbsError } from "../core/errors";
import { cleanText, LONGEST_WORD } from "../core/text/cleanText";
import type { RetryOutcome, TaskRetries } from "../core/wait/taskRetries";
import { callOnce, type OnceEnd } from "./callOnce";
import { type RetryDownloadTaskInput, retryDownloadTask } from "./retryDownloadTask";

/** Codes with which the operation itself refuses a task, for example because another program has retried it already. */
const REFUSED_TASK = /^DBS\.DownloadTask\./i;

/**
 * Sends one retry of a failed task, at most once (see `callOnce`), and remembers its outcome.
 * @param options.deadline - clock time in milliseconds after which no attempt is made
 * @param options.onWarning - called with the reason if the service refuses the task or the outcome is open. The next
 *   looks then tell whether the task runs again
 * @throws DbsError if the retry was certainly not carried out, and not because of the state of the task
 */
export async function retryTask(
  input: RetryDownloadTaskInput,
  { call, clock }: Pick<Connection, "call" | "clock">,
  retries: TaskRetries,
  options: { deadline: number; signal?: AbortSignal | undefined; onWarning: (text: string) => void },
): Promise<void> {
  const { deadline, signal, onWarning } = options;
  const { taskId } = input;
  const shown = cleanText(taskId, LONGEST_WORD);
  retries.begin(taskId, clock.now());
  // A pause would let the look that showed the failure grow old. The wait sends it again after its next look.
  const limits = { callTimeoutMs: 30_000, maxRetries: 0, deadline, signal };
  const end = await callOnce(retryDownloadTask, input, { call, clock }, limits);
  const outcome = outcomeOf(end);
  retries.end(taskId, outcome, clock.now());
  if ("value" in end) return;
  const error = "open" in end ? end.open : end.notDone;
  if (!DbsError.isInstance(error)) throw error;
  const { kind, message, cause, ...facts } = error;
  if (outcome === "notSent") {
    const reason = message.replace(/^\[\w+\] /, "");
    throw new DbsError(kind, `${shown} failed and could not be retried: ${reason}`, { ...facts, cause });
  }
  // The error of a cancelled wait says it.
  if (signal?.aborted) return;
  const story = outcome === "refused" ? "was refused, so another look follows" : "has no clear outcome yet";
  onWarning(`the retry of ${shown} ${story}: ${message}`);
}

function outcomeOf(end: OnceEnd<unknown>): RetryOutcome {
  if ("value" in end) return "acknowledged";
  if ("open" in end) return "open";
  const { kind, code = "" } = end.notDone;
  return kind === "conflict" || (kind === "arguments" && REFUSED_TASK.test(code)) ? "refused" : "notSent";
}
