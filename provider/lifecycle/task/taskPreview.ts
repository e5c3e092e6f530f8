import type { TaskRequest } from "../../core/exportRequest";
import type { Properties } from "../properties";
import type { Preview } from "../tellPreview";
import { taskInputs } from "./taskInputs";

/**
 * Returns what the preview of a `DownloadTask` shows.
 * @param inputs - the known inputs, with a region
 * @param look - looks at the tasks, and returns the sentence that says what a start would do
 */
export async function taskPreview(
  inputs: Properties,
  look: (request: TaskRequest) => Promise<string>,
): Promise<Preview> {
  const { readTaskRequest } = await import("../../core/arguments/taskArguments");
  const request = readTaskRequest(taskInputs(inputs), "DownloadTask");
  return { sentence: await look(request), warnings: [] };
}
