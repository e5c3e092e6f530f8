import { DbsError } from "../core/errors";
import type { TaskRequest } from "../core/exportRequest";
import { type TaskRecord, taskRecord } from "../lifecycle/task/taskRecord";
import type { Host } from "./recordProvider";

/** Tells whether this process may ask the service for the task of a request that the program handed nothing over for. */
export function looksInHost({ adopt, adoptTaskId }: TaskRequest): boolean {
  return adopt !== "never" || adoptTaskId !== undefined;
}

/**
 * Starts or adopts the task of a `DownloadTask` in the host's process, because the program handed nothing over. The
 * program may have started the export a moment ago, so this looks for its task for as long as a list may lag behind.
 * @param host - has the caller with which it calls the service, and prints warnings
 * @throws DbsError of kind `conflict` with `adopt: "never"`: the program may have started the export, and this process
 *   would start another one; or the error of `startTask`
 */
export async function startInHost(request: TaskRequest, host: Pick<Host, "caller" | "warn">): Promise<TaskRecord> {
  if (!looksInHost(request)) {
    throw new DbsError(
      "conflict",
      'the export was not started here, because the program may have started it already, and adopt is "never". If it ' +
        "has, set adoptTaskId to its task",
    );
  }
  const { LISTING_LAG, startTask } = await import("../operations/startTask");
  const options = { onWarning: host.warn, lookFor: LISTING_LAG };
  try {
    return taskRecord(await startTask(request, await host.caller(), options));
  } catch (error) {
    throw request.adoptTaskId === undefined ? ofThisProcess(error) : error;
  }
}

/** Returns an error that does not say of the program that it started nothing. */
function ofThisProcess(error: unknown): unknown {
  if (!DbsError.isInstance(error) || error.kind !== "conflict") return error;
  const { kind, message, cause, ...facts } = error;
  const changed = message
    .replace(/^\[\w+\] /, "")
    .replace(
      " was not started by this run: ",
      " was not started by this process; the program may have started it. If it has, set adoptTaskId to its task. ",
    );
  return new DbsError(kind, changed, { ...facts, cause });
}
