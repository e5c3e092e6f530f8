import { createTask } from "../lifecycle/task/createTask";
import { forgetTask } from "../lifecycle/task/forgetTask";
import { isTaskRecord, TASK_RECORD_FORM } from "../lifecycle/task/taskRecord";
import { taskResource } from "../lifecycle/task/taskResource";
import { recordProvider } from "./recordProvider";
import { looksInHost, startInHost } from "./startInHost";

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
        looks: looksInHost(request),
        work: () => startInHost(request, host),
      }),
    );
  },
);

/** Forgets the task, and says so on the stack's row. The engine shows what the provider's process prints. */
function forget(id: string): Promise<void> {
  console.log(forgetTask(id));
  return Promise.resolve();
}

export { forget as delete };
