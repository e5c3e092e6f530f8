import type { ExportRequest } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { type OwnExports, relateTask } from "./ownExports";

/**
 * Checks a task that the user names with `adoptTaskId`. What the list does not show of it, the user vouches for.
 * @returns the reason why it can't be adopted, if there is one
 */
export function checkNamedTask(task: DownloadTaskDetails, wanted: ExportRequest, own: OwnExports): string | undefined {
  const id = cleanText(task.taskId, LONGEST_WORD);
  if (task.downloadStatus === "expired") {
    return `${id}, which adoptTaskId names, is expired, so its files are gone. Remove adoptTaskId to start a new export`;
  }
  const { differs } = relateTask(task, wanted, own);
  return differs.length === 0
    ? undefined
    : `${id}, which adoptTaskId names, is another export: it differs in ${differs.join(", ")}. ` +
        "Correct these inputs, or remove adoptTaskId";
}
