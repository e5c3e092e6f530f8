import type { DownloadTaskDetails } from "./task";

/** One answer of DescribeDownloadTask, the wire's spelling behind it. Numbers that the service left out are absent. */
export interface TaskPage {
  /** In the order of the answer. */
  tasks: DownloadTaskDetails[];
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

/** What one call asks for, the selection's constant filters aside. */
export interface PageRequest {
  /** From 1. */
  currentPage: number;
  pageSize: number;
  /** By creation time. */
  orderDirect: "asc" | "desc";
  /** Creation time, milliseconds since the epoch. */
  startTime?: number;
  endTime?: number;
}

/** Makes one call, with whatever retries it takes, or rejects with a `DbsError`. */
export type FetchPage = (request: PageRequest) => Promise<TaskPage>;
