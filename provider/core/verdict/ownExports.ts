import type { ExportRequest } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { omitUndefined } from "../omitUndefined";
import { type Comparison, compareExport } from "./compareExport";
import { differingInputs } from "./differingInputs";

/** An export that this process started, so that everything about it is known. */
export interface OwnExport {
  wanted: ExportRequest;
  /** Creation time, ISO 8601 UTC with milliseconds. */
  gmtCreate: string;
}

/** The exports that this process started on one instance, by task id, oldest first. */
export type OwnExports = ReadonlyMap<string, OwnExport>;

/** Compares a task with a request. Of a task that this process started, everything is known, whatever the list shows. */
export function relateTask(task: DownloadTaskDetails, wanted: ExportRequest, own: OwnExports): Comparison {
  const known = own.get(task.taskId);
  return known === undefined
    ? compareExport(task, wanted)
    : { differs: differingInputs(known.wanted, wanted), unseen: [] };
}

/**
 * Returns the listed tasks, newest first, behind the exports that this process started and that are not listed yet. The
 * list may lag behind.
 */
export function withOwnExports(listed: readonly DownloadTaskDetails[], own: OwnExports): DownloadTaskDetails[] {
  const ids = new Set(listed.map((task) => task.taskId));
  const unlisted = [...own].filter(([taskId]) => !ids.has(taskId)).reverse();
  return [...unlisted.map(([taskId, each]) => asListed(taskId, each)), ...listed];
}

function asListed(taskId: string, { wanted, gmtCreate }: OwnExport): DownloadTaskDetails {
  const { regionCode, format, backupSetId, target } = wanted;
  return {
    taskId,
    regionCode,
    format,
    dbList: [],
    downloadStatus: "initializing",
    targetType: target.type,
    gmtCreate,
    ...omitUndefined({ bakSetId: backupSetId }),
  };
}
