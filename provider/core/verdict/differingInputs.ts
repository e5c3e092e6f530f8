import type { ExportRequest } from "../exportRequest";
import { SERVICE_DEFAULTS } from "../serviceDefaults";
import { wholeSecond } from "./compareExport";

/**
 * Returns the names of the inputs in which two requests ask for different exports of one instance. Points in time are
 * compared by the second, as those of a list are. An argument with the value that the service takes by default is the same
 * as none.
 */
export function differingInputs(one: ExportRequest, other: ExportRequest): string[] {
  const [first, second] = [inputsOf(one), inputsOf(other)];
  return Object.keys(first).filter((name) => first[name] !== second[name]);
}

function inputsOf(request: ExportRequest): Record<string, unknown> {
  const { regionCode, instanceName, clusterName, backupSetId, pointInTime, format, target } = request;
  const { primaryKeyTypeOnly, isCluster, adminDatabase, useZstd } = { ...SERVICE_DEFAULTS, ...request };
  const { bucket, path } = target.type === "OSS" ? target : { bucket: undefined, path: undefined };
  return {
    regionCode,
    instanceName,
    clusterName,
    backupSetId,
    pointInTime: pointInTime === undefined ? undefined : wholeSecond(pointInTime),
    format,
    "target.type": target.type,
    "target.bucket": bucket,
    "target.path": path,
    primaryKeyTypeOnly,
    isCluster,
    adminDatabase,
    useZstd,
  };
}
