import { createDownload } from "./createDownload";
import { describeDownloadSupport } from "./describeDownloadSupport";
import { describeDownloadTask } from "./describeDownloadTask";
import { describeStorageInfo } from "./describeStorageInfo";
import { retryDownloadTask } from "./retryDownloadTask";
import type { EmulatedOperation } from "./service";

/** Every operation of the emulated service, by its action. */
export const OPERATIONS: Readonly<Record<string, EmulatedOperation>> = {
  CreateDownload: createDownload,
  DescribeDownloadBackupSetStorageInfo: describeStorageInfo,
  DescribeDownloadSupport: describeDownloadSupport,
  DescribeDownloadTask: describeDownloadTask,
  RetryDownloadTask: retryDownloadTask,
};
