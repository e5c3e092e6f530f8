import type { DownloadTaskDetails } from "../listing/task";
import { adviseOnTask } from "./adviseOnTask";

/** Matches a state that can be shown as it is. */
const WORD = /^[\w-]{1,40}$/;

/** Why a task has no link, and what to do. */
export interface NoLink {
  /** `arguments` if the task never has a link, `conflict` if it has none in its present state. */
  kind: "arguments" | "conflict";
  /** A sentence that begins with the task: `dt-x is running (4/10 tables)`. */
  reason: string;
  advice: string;
}

/**
 * Says why a task has no link. Only finished exports of type URL have one.
 * @returns `undefined` if the task is finished, so that neither its state nor its type explains it
 */
export function explainNoLink(task: DownloadTaskDetails): NoLink | undefined {
  const { taskId, targetType, downloadStatus, progress } = task;
  if (targetType === "OSS") {
    return {
      kind: "arguments",
      reason: `${taskId} is an export to OSS`,
      advice: "Read its files from the bucket. Only exports of type URL have a link",
    };
  }
  if (downloadStatus === "finished") return undefined;
  if (downloadStatus === "failed") {
    return { kind: "conflict", reason: `${taskId} failed`, advice: adviseOnTask(task) };
  }
  const tables =
    progress !== undefined && progress.total > 0 ? ` (${progress.completed}/${progress.total} tables)` : "";
  return {
    kind: "conflict",
    reason: `${taskId} is ${WORD.test(downloadStatus) ? downloadStatus : "in an unknown state"}${tables}`,
    advice: "Wait until it is finished, for example with a DownloadTasksGate, and ask again",
  };
}
