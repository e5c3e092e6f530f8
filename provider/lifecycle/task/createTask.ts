import type { TaskRequest } from "../../core/exportRequest";
import { hideInputs } from "../../core/text/hideInputs";
import type { Properties } from "../properties";
import { secretTexts } from "../secretInputs";
import { taskInputs } from "./taskInputs";
import type { TaskRecord } from "./taskRecord";
import { taskResourceId } from "./taskResourceId";

/**
 * Creates a `DownloadTask`, and returns its id and properties.
 * @param start - starts or adopts the task that is asked for, and returns its record
 */
export async function createTask(
  inputs: Properties,
  start: (request: TaskRequest) => Promise<TaskRecord>,
): Promise<{ id: string; outs: Properties }> {
  const { readTaskRequest } = await import("../../core/arguments/taskArguments");
  const own = taskInputs(inputs);
  const request = readTaskRequest(own, "DownloadTask");
  const record = await start(request);
  // Pulumi can't keep an id secret.
  const id = hideInputs(taskResourceId({ ...request.wanted, ...record }), secretTexts(inputs));
  return { id, outs: { ...own, ...record } };
}
