import type { ExportRequest } from "../exportRequest";
import { cleanText, LONGEST_WORD } from "../text/cleanText";

/**
 * Describes an export: `b-1 as csv to oss://bucket/path`, `rm-1 at 2026-01-01T00:00:00.000Z as sql to a download URL`.
 */
export function describeExport({ instanceName, backupSetId, pointInTime, format, target }: ExportRequest): string {
  const set =
    pointInTime === undefined
      ? cleanText(backupSetId ?? "", LONGEST_WORD)
      : `${cleanText(instanceName, LONGEST_WORD)} at ${new Date(pointInTime).toISOString()}`;
  const place =
    target.type === "URL"
      ? "a download URL"
      : `oss://${[target.bucket, ...(target.path === undefined ? [] : [cleanText(target.path, 200)])].join("/")}`;
  return `${set} as ${format} to ${place}`;
}
