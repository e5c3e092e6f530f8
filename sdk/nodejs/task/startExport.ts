import { exportNotRecorded } from "../../../provider/core/verdict/exportErrors";
import type { Properties } from "../../../provider/lifecycle/properties";
import { TASK_RECORD_FORM, taskRecord } from "../../../provider/lifecycle/task/taskRecord";
import { canHandOver } from "../hooks/canHandOver";
import { handOverRecord } from "../hooks/handOverRecord";
import type { RowOwner } from "../hooks/hookRow";
import { offerRecord } from "../hooks/offerRecord";
import { type HookWork, workInHook } from "../hooks/workInHook";

/**
 * Starts or adopts the task of a `DownloadTask`, and says in its row which of the two it did. Hands the record over to
 * the provider's `create`. If nothing can be handed over, it sends nothing and leaves all of it to `create`.
 * @throws Error if there is no such task in the end, or if a task was started that `create` will not record
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
  if (!canHandOver(TASK_RECORD_FORM, row.warning)) return;
  const { taskInputs } = await import("../../../provider/lifecycle/task/taskInputs");
  const { readTaskRequest } = await import("../../../provider/core/arguments/taskArguments");
  const { startTask } = await import("../../../provider/operations/startTask");
  const request = readTaskRequest(taskInputs(inputs), "DownloadTask");
  const started = await startTask(request, caller, { signal, onProgress: row.status, onWarning: row.warning });
  const record = taskRecord(started);
  if (started.adopted) {
    // If it can't be handed over, `create` looks and adopts it again.
    offerRecord(TASK_RECORD_FORM, request, record);
  } else {
    // A hook that fails keeps `create` from running, so that what the error says stays true.
    if (signal.aborted) throw exportNotRecorded(request, started.taskId, { interrupted: signal.reason });
    try {
      handOverRecord(TASK_RECORD_FORM, request, record);
    } catch (error) {
      throw exportNotRecorded(request, started.taskId, { failed: error as Error });
    }
  }
  row.info(started.sentence);
}
