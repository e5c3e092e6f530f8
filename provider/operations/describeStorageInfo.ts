import type { DownloadLinks, UrlRequest } from "../core/downloadUrl";
import { carriedText } from "../core/listing/carried";
import { isoTime } from "../core/listing/isoTime";
import { omitUndefined } from "../core/omitUndefined";
import type { Operation } from "../wire/rpc/operation";

/**
 * Gets the links to the files of a finished export of type URL (DescribeDownloadBackupSetStorageInfo). The links are
 * signed: whoever has one can read the files.
 */
export const describeStorageInfo: Operation<UrlRequest, DownloadLinks> = {
  action: "DescribeDownloadBackupSetStorageInfo",
  parameters: ({ regionCode, taskId, duration, instanceName, clusterName }) => ({
    RegionCode: regionCode,
    TaskId: taskId,
    // Whole seconds, rounded up, so that the links are valid for at least as long as asked for.
    Duration: String(Math.ceil(duration / 1000)),
    ...omitUndefined({ InstanceName: instanceName, ClusterName: clusterName }),
  }),
  parse: ({ Data }) => {
    if (typeof Data !== "object" || Data === null || Array.isArray(Data)) throw new Error("Data is not an object");
    const { PublicUrl, PrivateUrl, ExpirationTime } = Data as Record<string, unknown>;
    const publicUrl = readLink("PublicUrl", PublicUrl);
    const privateUrl = readLink("PrivateUrl", PrivateUrl);
    if (publicUrl === undefined && privateUrl === undefined) {
      throw new Error("Data holds neither a PublicUrl nor a PrivateUrl");
    }
    return omitUndefined({ publicUrl, privateUrl, expiresAt: readSeconds(ExpirationTime) });
  },
  idempotent: true,
  secretAnswer: true,
};

/** Reads a link. Its errors must not quote it. */
function readLink(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string" || !/^https?:\/\/[^\s\p{Cc}]+$/iu.test(value) || !URL.canParse(value)) {
    throw new Error(`Data.${name} is not an http or https address`);
  }
  return carriedText(value);
}

/** Reads seconds since the epoch. */
function readSeconds(value: unknown): string | undefined {
  const seconds = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof seconds === "number" ? isoTime(seconds * 1000) : undefined;
}
