import type { ExportRequest } from "../../../provider/core/exportRequest";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { makeTask } from "./makeTask";

/** Makes a request for an export of the backup set b-1 of rm-1, as csv, to oss://bucket/orders. */
export function makeExport(fields: Partial<ExportRequest> = {}): ExportRequest {
  return {
    regionCode: "cn-hangzhou",
    instanceName: "rm-1",
    backupSetId: "b-1",
    format: "csv",
    target: { type: "OSS", bucket: "bucket", path: "orders" },
    ...fields,
  };
}

/** Makes a listed task that shows everything that `makeExport` asks for. */
export function makeExportTask(
  taskId: string,
  downloadStatus = "running",
  fields: Partial<DownloadTaskDetails> = {},
): DownloadTaskDetails {
  return makeTask(taskId, downloadStatus, {
    bakSetId: "b-1",
    format: "csv",
    targetType: "OSS",
    targetPath: "oss://bucket/orders",
    ...fields,
  });
}
