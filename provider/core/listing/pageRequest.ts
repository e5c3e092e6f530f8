import type { TaskPage } from "./taskPage";

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
