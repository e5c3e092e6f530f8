import type { EmulatedTask, TaskLife } from "../../../sdk/emulator/scenario";

/**
 * Makes a task of `rm-1` that failed an hour ago.
 * @param retries - its lives after each retry, in turn. Default: it finishes half a minute after the first
 */
export function failedTask(
  taskId: string,
  retries: TaskLife[] = [{ running: 30 }],
  more: Partial<EmulatedTask> = {},
): EmulatedTask {
  return { taskId, instanceName: "rm-1", createdIn: -3600, outcome: "failed", retries, ...more };
}
