import type { ExportRequest } from "../core/exportRequest";
import { parseTask } from "../core/listing/parseTask";
import type { DownloadTaskDetails } from "../core/listing/task";
import { omitUndefined } from "../core/omitUndefined";
import type { Operation } from "../wire/rpc/operation";

/** A task that CreateDownload has started. */
export interface CreatedDownload {
  taskId: string;
  /** Creation time, ISO 8601 UTC with milliseconds. Absent if it can't be read. */
  gmtCreate?: string;
}

/** Starts an export. The service has no token by which it would recognize a request that is sent twice. */
export const createDownload: Operation<ExportRequest, CreatedDownload> = {
  action: "CreateDownload",
  parameters: (wanted) => {
    const { target, format, backupSetId, pointInTime } = wanted;
    const { bucket, path, region } =
      target.type === "OSS" ? target : ({} as { bucket?: string; path?: string; region?: string });
    return omitUndefined({
      RegionCode: wanted.regionCode,
      InstanceName: wanted.instanceName,
      ClusterName: wanted.clusterName,
      BakSetType: pointInTime === undefined ? "full" : "pitr",
      BakSetId: backupSetId,
      DownloadPointInTime: text(pointInTime),
      BakSetSize: text(wanted.backupSetSize),
      FormatType: format,
      TargetType: target.type,
      TargetBucket: bucket,
      TargetPath: path,
      TargetOssRegion: region,
      PrimaryKeyTypeOnly: text(wanted.primaryKeyTypeOnly),
      IsCluster: text(wanted.isCluster),
      AdminDatabase: wanted.adminDatabase,
      UseZstd: text(wanted.useZstd),
      IsPhysical: format === "qp.xb" ? "true" : undefined,
    }) as Record<string, string>;
  },
  parse: ({ Data }) => {
    if (typeof Data !== "object" || Data === null || Array.isArray(Data)) throw new Error("Data is not an object");
    const { TaskId, GmtCreate } = Data as Record<string, unknown>;
    // An answer that tells the id is enough: without it, the task could not always be found again.
    const { taskId } = readItem({ TaskId, GmtCreate: 0 }) ?? {};
    if (taskId === undefined) throw new Error("Data holds no readable TaskId");
    return { taskId, ...omitUndefined({ gmtCreate: readItem({ TaskId, GmtCreate })?.gmtCreate }) };
  },
  idempotent: false,
};

/** Reads fields of a task, or returns `undefined` if they can't be read. */
function readItem(fields: Record<string, unknown>): DownloadTaskDetails | undefined {
  try {
    return parseTask({ ...fields, DownloadStatus: "initializing" });
  } catch {
    return undefined;
  }
}

function text(value: number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
