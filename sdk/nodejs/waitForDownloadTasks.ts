import { withRegion } from "../../provider/connection/withRegion";
import type { Duration } from "../../provider/core/arguments/duration";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitUndefined } from "../../provider/core/omitUndefined";
import type { WaitProgress } from "../../provider/core/wait/wait";
import type { GateArgs } from "./inputs/gateArgs";
import { programCaller } from "./programCaller";

/** Which tasks are waited for, and when the wait is over; see {@link GateArgs}. */
export type WaitForDownloadTasksArgs = Omit<GateArgs, "timeout" | "pollInterval">;

/** How to wait. */
export interface WaitForDownloadTasksOptions {
  /** Time for the whole wait; `0` means exactly one look, which may take two minutes with its retries. Default: 1 hour. */
  timeout?: Duration;
  /** The longest time between two looks. Default: 60 seconds. */
  pollInterval?: Duration;
  /** Ends the wait with an error of kind `cancelled`. */
  signal?: AbortSignal;
  /** Called after each look. What it throws ends the wait. */
  onProgress?: (progress: WaitProgress) => void;
}

/** What ended the wait. */
export interface WaitForDownloadTasksResult {
  /** The tasks that were waited for, as the last look saw them: in the order of `taskIds` where given, else newest first. */
  tasks: DownloadTaskDetails[];
  /** Their ids, in the same order. */
  ids: string[];
  /** For people: `dt-a finished, created 23h ago`. */
  summary: string;
}

/**
 * Waits in plain Node for what a `DownloadTasksGate` waits for in a Pulumi program.
 *
 * @throws DbsError - `error.kind` tells which: `arguments` (before anything is sent, or refused by the service),
 *   `taskFailed`, `taskNotFound`, `timeout` (with `error.lastVerdict`), `cancelled`, `credentials`, `denied`; with a time-out
 *   of 0 also `throttled`, `unavailable`, `protocol`, `unsettled`, which end no longer wait
 */
export async function waitForDownloadTasks(
  args: WaitForDownloadTasksArgs,
  { timeout, pollInterval, signal, onProgress }: WaitForDownloadTasksOptions = {},
): Promise<WaitForDownloadTasksResult> {
  const caller = await programCaller();
  const { readGateRequest } = await import("../../provider/core/arguments/gateArguments");
  const { awaitTasks } = await import("../../provider/operations/awaitTasks");
  const request = readGateRequest(
    await withRegion({ ...args, ...omitUndefined({ timeout, pollInterval }) }, caller.defaultRegion),
    "waitForDownloadTasks",
  );
  const { tasks, sentence } = await awaitTasks(request, caller, { signal, onProgress });
  return { tasks, ids: tasks.map((task) => task.taskId), summary: sentence };
}
