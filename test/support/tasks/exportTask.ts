import type { EmulatedCredentials, EmulatedTask, Scenario } from "../../../sdk/emulator/scenario";

/** Makes a scenario with one set of credentials and no tasks. */
export function scenarioOf(credentials: EmulatedCredentials): Scenario {
  return { credentials: [credentials] };
}

/**
 * Makes an export task. By default, it belongs to `rm-1` and was created an hour ago. It ends `endsIn` seconds from
 * now. If `endsIn` is negative, it has already ended. A task can't end before it was created.
 */
export function exportTask(
  taskId: string,
  {
    endsIn,
    createdAgo = 3600,
    instanceName = "rm-1",
    ...more
  }: { endsIn: number; createdAgo?: number; instanceName?: string; tables?: number; outcome?: "finished" | "failed" },
): EmulatedTask {
  return { taskId, instanceName, createdIn: -createdAgo, running: Math.max(0, createdAgo + endsIn), ...more };
}
