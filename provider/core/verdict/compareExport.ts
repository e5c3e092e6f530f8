import { engineOf } from "../engineOf";
import type { ExportRequest, ExportTarget } from "../exportRequest";
import type { DownloadTaskDetails } from "../listing/task";
import { trimSlashes } from "../text/trimSlashes";

/** Result of comparing a task with a request. Both lists hold names of inputs, such as `format` or `target.path`. */
export interface Comparison {
  /** Inputs in which the task is seen to differ from the request. */
  differs: string[];
  /** Inputs that the list does not show of this task, so that the task only may be equal. */
  unseen: string[];
}

/** Inputs that no list shows. */
const NEVER_LISTED = ["primaryKeyTypeOnly", "isCluster", "adminDatabase", "useZstd"] as const;

/**
 * Compares a listed task with a request. The list shows no difference between an export of a backup set and one of a
 * point in time, nor between clusters, so both must come from a list with the filter `taskType` and the `clusterName` of
 * the request. The size of the backup set and the region of
 * the bucket make no different export.
 */
export function compareExport(task: DownloadTaskDetails, wanted: ExportRequest): Comparison {
  const result: Comparison = { differs: [], unseen: [] };
  const compare = (name: string, shown: string | undefined, asked: string) => {
    if (shown === undefined) result.unseen.push(name);
    else if (shown !== asked) result.differs.push(name);
  };
  if (wanted.pointInTime === undefined) {
    compare("backupSetId", task.bakSetId, wanted.backupSetId ?? "");
  } else {
    const { backupSetTime } = task;
    compare(
      "pointInTime",
      backupSetTime && String(wholeSecond(Date.parse(backupSetTime))),
      String(wholeSecond(wanted.pointInTime)),
    );
  }
  compare("format", task.format?.toLowerCase(), wanted.format);
  compare("target.type", task.targetType?.toUpperCase(), wanted.target.type);
  if (wanted.target.type === "OSS" && !result.differs.includes("target.type")) {
    comparePlace(task.targetPath, wanted.target, result);
  }
  result.unseen.push(...neverListed(wanted));
  return result;
}

/** Returns the names of the inputs that no list shows of the task of a request. */
function neverListed(wanted: ExportRequest): string[] {
  const names: string[] = NEVER_LISTED.filter((name) => wanted[name] !== undefined);
  // Without the filter `clusterName`, the list of an instance of MongoDB may hold tasks of any of its clusters.
  const isAnyCluster = wanted.clusterName === undefined && engineOf(wanted.instanceName) === "MongoDB";
  return isAnyCluster ? ["clusterName", ...names] : names;
}

/** Returns the names of the inputs that a list may not show of the task of a request, so that it may only seem equal. */
export function hiddenInputs(wanted: ExportRequest): string[] {
  return [...(wanted.target.type === "OSS" ? ["target.bucket"] : []), ...neverListed(wanted)];
}

/** Returns the whole seconds since the epoch. Listed times have whole seconds in every sample. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000);
}

/**
 * Compares the place of an export in a bucket. The form in which the service lists it is not documented: it may be
 * `oss://bucket/path`, `bucket/path`, the path alone, or absent. Only the first form shows the bucket for certain. A
 * `bucket/path` may just as well be a path in another bucket.
 */
function comparePlace(
  listed: string | undefined,
  { bucket, path }: Extract<ExportTarget, { type: "OSS" }>,
  { differs, unseen }: Comparison,
): void {
  const place = listed && trimSlashes(listed.replace(/^oss:\/\//i, ""));
  const whole = path === undefined ? bucket : `${bucket}/${path}`;
  if (place === undefined || place === "") {
    unseen.push("target.bucket", "target.path");
  } else if (/^oss:\/\//i.test(listed ?? "")) {
    if (place !== whole) differs.push(place.split("/")[0] === bucket ? "target.path" : "target.bucket");
  } else if (place === whole || place === path) {
    unseen.push("target.bucket");
  } else {
    differs.push("target.path");
  }
}
