import type { Properties } from "../../../provider/lifecycle/properties";
import { TASK_RECORD_FORM, taskRecord } from "../../../provider/lifecycle/task/taskRecord";
import { handOverRecord } from "../hooks/handOverRecord";
import type { RowOwner } from "../hooks/hookRow";
import { type HookWork, workInHook } from "../hooks/workInHook";

/**
 * Starts or adopts the task of a `DownloadTask`, and says in its row which of the two it did. Hands the record over to
 * the provider's `create`.
 * @throws Error if there is no such task in the end
 * @param outer - signal of `withSignal`; ends the work as Ctrl-C does
 */
export async function startExport(
  owner: RowOwner,
  newInputs: Properties,
  outer: AbortSignal | undefined,
): Promise<void> {
  await workInHook("DownloadTask", owner, newInputs, outer, start);
}

async function start({ inputs, row, caller, signal }: HookWork): Promise<void> {
  const { taskInputs } = await import("../../../provider/lifecycle/task/taskInputs");
  const { readTaskRequest } = await import("../../../provider/core/arguments/taskArguments");
  const { startTask } = await import("../../../provider/operations/startTask");
  const request = readTaskRequest(taskInputs(inputs), "DownloadTask");
  const started = await startTask(request, caller, { signal, onProgress: row.status, onWarning: row.warning });
  handOverRecord(TASK_RECORD_FORM, request, taskRecord(started));
  row.info(started.sentence);
}
