import type { Connection } from "../connection/caller";
import { DbsError } from "../core/errors";
import { cleanText, LONGEST_WORD } from "../core/text/cleanText";
import type { RetryOutcome, TaskRetries } from "../core/wait/taskRetries";
import { type RetryDownloadTaskInput, retryDownloadTask } from "./retryDownloadTask";

/** Codes with which the operation itself refuses a task, for example because another program has retried it already. */
const REFUSED_TASK = /^DBS\.DownloadTask\./i;

/**
 * Sends one retry of a failed task and remembers its outcome.
 * @param options.deadline - clock time in milliseconds after which no attempt is made
 * @param options.onWarning - called with the reason if the service refuses the task or the outcome is open. The next
 *   looks then tell whether the task runs again
 * @throws DbsError if the retry was certainly not carried out, and not because of the state of the task; or if `signal`
 *   was aborted
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
  try {
    await call(retryDownloadTask, input, {
      callTimeoutMs: 30_000,
      // A pause would let the look that showed the failure grow old. The wait sends it again after its next look.
      maxRetries: 0,
      deadline,
      signal,
    });
    retries.end(taskId, "acknowledged", clock.now());
  } catch (error) {
    const outcome = outcomeOf(error);
    retries.end(taskId, outcome, clock.now());
    if (!DbsError.isInstance(error) || signal?.aborted) throw error;
    const { kind, message, cause, ...facts } = error;
    if (outcome === "notSent") {
      const reason = message.replace(/^\[\w+\] /, "");
      throw new DbsError(kind, `${shown} failed and could not be retried: ${reason}`, { ...facts, cause });
    }
    const story = outcome === "refused" ? "was refused, so another look follows" : "has no clear outcome yet";
    onWarning(`the retry of ${shown} ${story}: ${message}`);
  }
}

function outcomeOf(error: unknown): RetryOutcome {
  const { outcome, kind, code = "" } = error as Partial<DbsError>;
  if (outcome !== "notDone") return "open";
  return kind === "conflict" || (kind === "arguments" && REFUSED_TASK.test(code)) ? "refused" : "notSent";
}
