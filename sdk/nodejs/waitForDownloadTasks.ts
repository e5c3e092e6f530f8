import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../provider/connection/withRegion";
import type { Duration } from "../../provider/core/arguments/duration";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitNothing } from "../../provider/core/omitNothing";
import { omitUndefined } from "../../provider/core/omitUndefined";
import type { WaitProgress } from "../../provider/core/wait/wait";
import { callSite } from "./callSite";
import { followSignal } from "./followSignal";
import type { GateArgs } from "./inputs/gateArgs";
import { givenInputs } from "./inputs/givenInputs";
import { programCaller } from "./programCaller";
import { programSignal } from "./programSignal";
import { underMocks } from "./underMocks";

const TOKEN = "alicloud-dbs:index:waitForDownloadTasks";

/** Arguments that say which tasks to wait for, and when the wait is over. See {@link GateArgs}. */
export type WaitForDownloadTasksArgs = Omit<GateArgs, "timeout" | "pollInterval">;

/** Options of {@link waitForDownloadTasks}. */
export interface WaitForDownloadTasksOptions {
  /**
   * Maximum time for the whole wait. `0` means exactly one look, which may take up to two minutes with its retries.
   * Default: 1 hour.
   */
  timeout?: Duration;
  /** Maximum time between two looks. Default: 60 seconds. */
  pollInterval?: Duration;
  /** Ends the wait with an error of kind `cancelled` when it is aborted. */
  signal?: AbortSignal;
  /** Called after each look. An error that it throws ends the wait. */
  onProgress?: (progress: WaitProgress) => void;
}

/** Result of a wait that succeeded. */
export interface WaitForDownloadTasksResult {
  /**
   * The tasks that were waited for, as the last look saw them, in the order of `taskIds` if it is given, otherwise
   * newest first.
   */
  tasks: DownloadTaskDetails[];
  /** The ids of `tasks`, in the same order. */
  ids: string[];
  /** A sentence that says why the wait ended, for example `dt-a finished, created 23h ago`. */
  summary: string;
}

/**
 * Waits for download tasks in plain Node.js, as a `DownloadTasksGate` does in a Pulumi program. Under
 * `pulumi.runtime.setMocks` it returns the answer of the `call` mock.
 *
 * @throws DbsError with one of these kinds in `error.kind`: `arguments` (before anything is sent, or refused by the
 *   service), `taskFailed`, `taskNotFound`, `timeout` (with `error.lastVerdict`), `cancelled`, `credentials`, `denied`.
 *   With `timeout: 0`, also `throttled`, `unavailable`, `protocol` and `unsettled`, which never end a longer wait.
 */
export async function waitForDownloadTasks(
  args: WaitForDownloadTasksArgs,
  options?: WaitForDownloadTasksOptions,
): Promise<WaitForDownloadTasksResult> {
  const site = callSite(waitForDownloadTasks);
  const ofProgram = programSignal();
  const { timeout, pollInterval, signal, onProgress } = omitNothing(options ?? {});
  const given = { ...args, ...omitUndefined({ timeout, pollInterval }) };
  if (underMocks()) {
    return await pulumi.runtime.invoke(TOKEN, givenInputs(given, "keep"));
  }
  try {
    const caller = await programCaller();
    const { readGateRequest } = await import("../../provider/core/arguments/gateArguments");
    const { awaitTasks } = await import("../../provider/operations/awaitTasks");
    const request = readGateRequest(await withRegion(given, caller.defaultRegion), "waitForDownloadTasks");
    const { tasks, sentence } = await awaitTasks(request, caller, { signal: either(signal, ofProgram), onProgress });
    return { tasks, ids: tasks.map((task) => task.taskId), summary: sentence };
  } catch (error) {
    throw site(error);
  }
}

/** Returns a signal that is aborted as soon as one of the two is. */
function either(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  const own = one && followSignal(one);
  return own === undefined || other === undefined ? (own ?? other) : AbortSignal.any([own, other]);
}
