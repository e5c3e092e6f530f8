import type { Connection } from "../../connection/caller";
import type { ExportMemory } from "../../connection/exportMemory";
import type { DbsError } from "../../core/errors";
import type { TaskRequest } from "../../core/exportRequest";
import { type DownloadTaskDetails, TASK_STATES } from "../../core/listing/task";
import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import { chooseExport, type ExportChoice } from "../../core/verdict/chooseExport";
import { describePossibleEqual } from "../../core/verdict/describeExistingTask";
import { exportConflict } from "../../core/verdict/exportErrors";
import { lookForExports, sameKindSelection } from "./lookForExports";
import { adoptedTask, type StartedTask } from "./startedTask";

/** One call that starts an export or adopts one. */
export interface ExportStart {
  readonly request: TaskRequest;
  readonly connection: Connection;
  readonly memory: ExportMemory;
  readonly signal: AbortSignal | undefined;
  /** Says what the call does now. */
  tell(text: string): void;
  /** Says something that a user should know although the call goes on. */
  warn(text: string): void;
  /** Ids of all tasks that its looks have listed before it sent a request. */
  readonly known: Set<string>;
  /** Error of the request whose outcome is open. */
  open?: DbsError;
}

/** Looks at the tasks that can be equal, newest first, and remembers their ids. */
export async function lookAtKind(start: ExportStart, remaining?: number): Promise<DownloadTaskDetails[]> {
  const { request, connection, signal, known } = start;
  const tasks = await lookForExports(sameKindSelection(request.wanted), connection, { signal, remaining });
  for (const { taskId } of tasks) known.add(taskId);
  return tasks;
}

/**
 * Returns the task to adopt, or `undefined` if an export is to be started.
 * @throws DbsError of kind `conflict` if a task only may be equal
 */
export function adoptable(start: ExportStart, listed: readonly DownloadTaskDetails[]): StartedTask | undefined {
  return takeChosen(start, chooseExport(listed, start.request, start.memory.own));
}

/**
 * Returns the task to adopt by a choice, or `undefined` if an export is to be started.
 * @throws DbsError of kind `conflict` if a task only may be equal
 */
export function takeChosen(start: ExportStart, choice: ExportChoice): StartedTask | undefined {
  const { request, warn } = start;
  if (choice.choice === "create") return undefined;
  const { task } = choice;
  if (choice.choice === "conflict") {
    throw exportConflict(request.wanted, describePossibleEqual(task, choice.unseen), { taskId: task.taskId });
  }
  if (!TASK_STATES.some((state) => state === task.downloadStatus)) {
    const state = cleanText(task.downloadStatus, LONGEST_WORD);
    warn(`this version of the package does not know the state "${state}"; the task counts as unfinished`);
  }
  return takeTask(start, task);
}

/** Returns the result for a listed task that takes the place of a new one. Requests that it may have come from are settled. */
export function takeTask({ request, memory }: ExportStart, task: DownloadTaskDetails): StartedTask {
  memory.settle(request.wanted, task.taskId);
  return adoptedTask(task);
}

/** Returns the error of a look after which looking goes on. Rethrows any other error. */
export function passingFailure(error: unknown, signal: AbortSignal | undefined): DbsError {
  const failure = error as DbsError;
  if (signal?.aborted || failure.kind === undefined || failure.kind === "conflict") throw error;
  return failure;
}
