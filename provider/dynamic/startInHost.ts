import { DbsError } from "../core/errors";
import type { TaskRequest } from "../core/exportRequest";
import { type TaskRecord, taskRecord } from "../lifecycle/task/taskRecord";
import type { Host } from "./recordProvider";

/**
 * Starts or adopts the task of a `DownloadTask` in the host's process, because the program handed nothing over.
 * @param host - has the caller with which it calls the service, and prints warnings
 * @throws DbsError of kind `conflict` with `adopt: "never"`: the program may have started the export, and this process
 *   would start another one
 */
export async function startInHost(request: TaskRequest, host: Pick<Host, "caller" | "warn">): Promise<TaskRecord> {
  if (request.adopt === "never" && request.adoptTaskId === undefined) {
    throw new DbsError(
      "conflict",
      'the export was not started here, because the program may have started it already, and adopt is "never". If it ' +
        "has, set adoptTaskId to its task",
    );
  }
  const { startTask } = await import("../operations/startTask");
  return taskRecord(await startTask(request, await host.caller(), { onWarning: host.warn }));
}
