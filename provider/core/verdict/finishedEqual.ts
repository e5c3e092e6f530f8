import type { TaskRequest } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { cleanText, LONGEST_WORD } from "../text/cleanText";
import { type OwnExports, relateTask } from "./ownExports";

/**
 * Returns the name of the newest finished task that is equal to the wanted export, although the request does not take
 * finished tasks. Returns `undefined` if no such task is listed, or if `adopt` is not `unfinished`.
 * @param sameKind - the tasks of the wanted type, full or pitr, newest first
 */
export function finishedEqual(
  { wanted, adopt }: Pick<TaskRequest, "wanted" | "adopt">,
  sameKind: readonly DownloadTaskDetails[],
  own: OwnExports,
): string | undefined {
  if (adopt !== "unfinished") return undefined;
  const finished = sameKind.find((task) => {
    const { differs, unseen } = relateTask(task, wanted, own);
    return task.downloadStatus === "finished" && differs.length === 0 && unseen.length === 0;
  });
  return finished && cleanText(finished.taskId, LONGEST_WORD);
}
