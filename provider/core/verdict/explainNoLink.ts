import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { adviseOnTask } from "./adviseOnTask";
import { describeState } from "./describeState";

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
  const { targetType, downloadStatus } = task;
  const id = cleanText(task.taskId, LONGEST_WORD);
  if (targetType?.toUpperCase() === "OSS") {
    return {
      kind: "arguments",
      reason: `${id} is an export to OSS`,
      advice: "Read its files from the bucket. Only exports of type URL have a link",
    };
  }
  if (downloadStatus === "finished") return undefined;
  if (downloadStatus === "failed") {
    return { kind: "conflict", reason: `${id} failed`, advice: adviseOnTask(task) };
  }
  const { state, tables } = describeState(task);
  return {
    kind: "conflict",
    reason: `${id} is ${WORD.test(state) ? state : "in an unknown state"}${tables === undefined ? "" : ` (${tables})`}`,
    advice: "Wait until it is finished, for example with a DownloadTasksGate, and ask again",
  };
}
