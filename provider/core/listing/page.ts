import type { DownloadTask } from "./task";

/** One answer of DescribeDownloadTask, the wire's spelling behind it. Numbers that the service left out are absent. */
export interface TaskPage {
  /** In the order of the answer. */
  tasks: DownloadTask[];
  /** From 1. */
  pageNumber?: number;
  /** What the service made of the page size that was asked for. */
  pageSize?: number;
  totalElements?: number;
  totalPages?: number;
  /** `Data.Extra` of the answer, as it came. */
  extra?: unknown;
  requestId?: string;
}
