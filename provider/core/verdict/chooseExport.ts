import type { TaskRequest } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { isBlocking } from "./isBlocking";
import { type OwnExports, relateTask, withOwnExports } from "./ownExports";

/** What to do about a wanted export: take a task, stop because of one that may be equal, or start a new one. */
export type ExportChoice =
  | { choice: "adopt"; task: DownloadTaskDetails }
  | { choice: "conflict"; task: DownloadTaskDetails; unseen: string[] }
  | { choice: "create" };

/**
 * Chooses between the tasks of an instance and a new export.
 * @param listed - the tasks of the wanted type, full or pitr, newest first
 * @param own - the exports that this process started on the instance
 */
export function chooseExport(
  listed: readonly DownloadTaskDetails[],
  { wanted, adopt }: Pick<TaskRequest, "wanted" | "adopt">,
  own: OwnExports,
): ExportChoice {
  if (adopt === "never") return { choice: "create" };
  let mayBeEqual: ExportChoice | undefined;
  for (const task of withOwnExports(listed, own)) {
    const blocks = isBlocking(task);
    if (!blocks && !(adopt === "finished" && task.downloadStatus === "finished")) continue;
    const { differs, unseen } = relateTask(task, wanted, own);
    if (differs.length > 0) continue;
    if (unseen.length === 0) return { choice: "adopt", task };
    if (blocks) mayBeEqual ??= { choice: "conflict", task, unseen };
  }
  return mayBeEqual ?? { choice: "create" };
}
