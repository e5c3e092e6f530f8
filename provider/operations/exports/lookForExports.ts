import type { Connection } from "../../connection/caller";
import type { ExportRequest } from "../../core/exportRequest";
import type { DownloadTaskDetails } from "../../core/listing/task";
import { omitUndefined } from "../../core/omitUndefined";
import type { TaskSelection } from "../../core/query";
import { LOOK_TIMEOUT, lookQuery } from "../look";
import { readAllPages } from "../readTasks";

/** Milliseconds that a look has at least, however little time is left of the span in which it is made. */
const SHORTEST_LOOK = 5_000;

/**
 * Returns the selection of the tasks that can be equal to an export. Only the filter `taskType` tells an export of a
 * backup set from one of a point in time. No other filter is used: what the service leaves out can't be compared.
 */
export function sameKindSelection(wanted: ExportRequest): TaskSelection {
  return { ...instanceSelection(wanted), taskType: wanted.pointInTime === undefined ? "full" : "pitr" };
}

/** Returns the selection of all tasks of an export's instance. */
export function instanceSelection({ regionCode, instanceName, clusterName, network }: ExportRequest): TaskSelection {
  return { regionCode, instanceName, ...omitUndefined({ clusterName, network }) };
}

/**
 * Reads the tasks of a selection, newest first, as one exact list. The answer is never shared with a wait, so it was
 * requested after the call began.
 * @param remaining - milliseconds left of the span in which the look is made. Default: as long as any look may take
 */
export async function lookForExports(
  selection: TaskSelection,
  connection: Connection,
  { signal, remaining = LOOK_TIMEOUT }: { signal?: AbortSignal | undefined; remaining?: number | undefined },
): Promise<DownloadTaskDetails[]> {
  const timeout = Math.min(LOOK_TIMEOUT, Math.max(SHORTEST_LOOK, remaining));
  const query = { ...lookQuery(selection), timeout };
  return (await readAllPages(query, connection, { signal, quota: connection.lookQuota })).tasks;
}
