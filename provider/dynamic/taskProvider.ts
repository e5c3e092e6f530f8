import { DbsError } from "../core/errors";
import type { TaskRequest } from "../core/exportRequest";
import { createTask } from "../lifecycle/task/createTask";
import { forgetTask } from "../lifecycle/task/forgetTask";
import { isTaskRecord, TASK_RECORD_FORM, type TaskRecord, taskRecord } from "../lifecycle/task/taskRecord";
import { taskResource } from "../lifecycle/task/taskResource";
import { type Host, recordProvider } from "./recordProvider";

/*
 * The dynamic provider for download tasks. This module itself is the provider object that TASK_PROVIDER_TEXT returns to
 * Pulumi's dynamic host. Its `delete` only writes a line, so `pulumi destroy` works without this package.
 */

export const { configure, check, diff, create, read, update } = recordProvider(
  taskResource,
  TASK_RECORD_FORM,
  async (inputs, host) => {
    const { openRecord } = await import("./openRecord");
    return await createTask(inputs, (request) =>
      openRecord({
        take: () => host.take(request),
        isRecord: isTaskRecord,
        what: "a task's record",
        work: () => startHere(request, host),
      }),
    );
  },
);

/**
 * Does the work that the program did not hand over.
 * @throws DbsError of kind `conflict` with `adopt: "never"`: the program may have started the export, and this process
 *   would start another one
 */
async function startHere(request: TaskRequest, host: Host): Promise<TaskRecord> {
  if (request.adopt === "never" && request.adoptTaskId === undefined) {
    throw new DbsError(
      "conflict",
      'the export was not started here, because the program may have started it already, and adopt is "never". If it ' +
        "has, set adoptTaskId to its task",
    );
  }
  const { startTask } = await import("../operations/startTask");
  return taskRecord(await startTask(request, await host.caller(), {}));
}

/** Forgets the task, and says so on the stack's row. The engine shows what the provider's process prints. */
function forget(id: string): Promise<void> {
  console.log(forgetTask(id));
  return Promise.resolve();
}

export { forget as delete };
