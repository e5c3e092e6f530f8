import type { DownloadTaskDetails } from "../../core/listing/task";
import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import { describeAdopted } from "../../core/verdict/describeExistingTask";

/** The task of an export that was wanted. */
export interface StartedTask {
  taskId: string;
  /** Creation time, ISO 8601 UTC with milliseconds. If the service did not tell it, the time of its answer. */
  gmtCreate: string;
  /** Whether the task was there before, so that nothing was started. */
  adopted: boolean;
  /** Sentence for the resource's row: `started dt-a`, `adopted dt-a (running 4/10 tables)`. */
  sentence: string;
}

/** Returns the result for a task that this call started. */
export function startedTask({ taskId, gmtCreate }: Pick<StartedTask, "taskId" | "gmtCreate">): StartedTask {
  return { taskId, gmtCreate, adopted: false, sentence: `started ${cleanText(taskId, LONGEST_WORD)}` };
}

/** Returns the result for a task that takes the place of a new one. */
export function adoptedTask(task: DownloadTaskDetails): StartedTask {
  const { taskId, gmtCreate } = task;
  return { taskId, gmtCreate, adopted: true, sentence: `adopted ${describeAdopted(task)}` };
}
