import type { EmulatedTask, Scenario } from "../../emulator/scenario";

/** A scenario without tasks in which one identity is known. */
export function scenarioOf(credentials: Scenario["credentials"][number]): Scenario {
  return { credentials: [credentials] };
}

/** An export, of `rm-1` unless told otherwise, that was created an hour ago, and ends so many seconds from now (negative: it ended before). */
export function exportTask(
  taskId: string,
  {
    endsIn,
    createdAgo = 3600,
    instanceName = "rm-1",
    ...more
  }: { endsIn: number; createdAgo?: number; instanceName?: string; tables?: number; outcome?: "finished" | "failed" },
): EmulatedTask {
  return { taskId, instanceName, createdIn: -createdAgo, running: createdAgo + endsIn, ...more };
}
