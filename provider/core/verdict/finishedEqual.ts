import type { TaskRequest } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { type OwnExports, relateTask } from "./ownExports";

/** A finished task that the request does not take, although it is or may be the wanted export. */
export interface FinishedEqual {
  task: DownloadTaskDetails;
  /** Names of the inputs that the list does not show of the task. Empty for one that is seen to be equal. */
  unseen: readonly string[];
}

/**
 * Returns the newest finished task that is equal to the wanted export and that the request does not take. If there is
 * none, returns the newest finished one that may be equal. Returns `undefined` if neither is listed, or if `adopt` is
 * `never`.
 * @param sameKind - the tasks of the wanted type, full or pitr, newest first
 */
export function finishedEqual(
  { wanted, adopt }: Pick<TaskRequest, "wanted" | "adopt">,
  sameKind: readonly DownloadTaskDetails[],
  own: OwnExports,
): FinishedEqual | undefined {
  if (adopt === "never") return undefined;
  let mayBeEqual: FinishedEqual | undefined;
  for (const task of sameKind) {
    if (task.downloadStatus !== "finished") continue;
    const { differs, unseen } = relateTask(task, wanted, own);
    if (differs.length > 0) continue;
    if (unseen.length === 0) return { task, unseen };
    mayBeEqual ??= { task, unseen };
  }
  return mayBeEqual;
}
