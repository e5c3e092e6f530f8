import type { DownloadTaskDetails, TaskState } from "./task";

/**
 * One answer from DescribeDownloadTask, with this package's field names. Numbers that the service left out are absent.
 */
export interface TaskPage {
  /** Tasks in the order of the answer. */
  tasks: DownloadTaskDetails[];
  /** Page number, counted from 1. */
  pageNumber?: number;
  /** Page size that the service used, which may differ from the one requested. */
  pageSize?: number;
  totalElements?: number;
  totalPages?: number;
  /** `Data.Extra` of the answer, unchanged. */
  extra?: unknown;
  requestId?: string;
}

/** Parameters that differ between the calls of one read. The selection's other filters are the same in every call. */
export interface PageRequest {
  /** Page number, counted from 1. */
  currentPage: number;
  pageSize: number;
  /** Direction of the sort by creation time. */
  orderDirect: "asc" | "desc";
  /** Earliest creation time, milliseconds since the epoch. */
  startTime?: number;
  /** Latest creation time, milliseconds since the epoch. */
  endTime?: number;
  state?: TaskState;
}

/**
 * Makes one call, including any retries, or rejects with a `DbsError`. Calls `onSend` each time the request is sent, so
 * that of two answers the one that was requested later is known.
 */
export type FetchPage = (request: PageRequest, onSend: () => void) => Promise<TaskPage>;
