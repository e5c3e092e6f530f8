import type { Connection } from "../connection/caller";
import type { TaskPage } from "../core/listing/page";
import { readSnapshot, type Snapshot, type SnapshotOptions } from "../core/listing/readSnapshot";
import { omitUndefined } from "../core/omitUndefined";
import type { TaskQuery } from "../core/query";
import type { CallLimits } from "../wire/rpc/rpcClient";
import { describeDownloadTask } from "./describeDownloadTask";

type Service = Pick<Connection, "call" | "clock">;

export interface ReadOptions extends Pick<SnapshotOptions, "enough" | "whole"> {
  signal?: AbortSignal | undefined;
  /** The query's limits are the caller's own arguments, so messages may advise to raise them. Default: no. */
  adjustable?: boolean;
}

/** Reads exactly the page that the query names, as the service says it is. */
export async function readOnePage(
  query: TaskQuery & { currentPage: number },
  { call, clock }: Service,
  options: ReadOptions = {},
): Promise<TaskPage> {
  return await call(describeDownloadTask, query, limitsOf(query, clock.now(), options));
}

/** Reads all tasks that match the query's filters as one exact snapshot, newest first; `taskIds` is not looked at. */
export async function readAllPages(
  query: TaskQuery,
  { call, clock }: Service,
  options: ReadOptions = {},
): Promise<Snapshot> {
  // Each page has its own span of time.
  const { startTime, endTime, ...list } = query;
  const { enough, whole } = options;
  const limits = limitsOf(query, clock.now(), options);
  const snapshot = await readSnapshot((page) => call(describeDownloadTask, { ...list, ...page }, limits), {
    pageSize: query.pageSize,
    operation: describeDownloadTask.action,
    region: query.regionCode,
    ...omitUndefined({ startTime, endTime, enough, whole }),
  });
  // A task that left the state between two answers left the selection.
  return query.state === undefined
    ? snapshot
    : { ...snapshot, tasks: snapshot.tasks.filter((task) => task.downloadStatus === query.state) };
}

/** Names the list that a query reads: its filters, and nothing of pages. */
export function listKey(query: TaskQuery): string {
  return JSON.stringify(describeDownloadTask.parameters({ ...query, currentPage: 0 }));
}

function limitsOf(
  { maxRetries, timeout, callTimeout }: TaskQuery,
  now: number,
  { signal, adjustable = false }: ReadOptions,
): CallLimits {
  return { maxRetries, callTimeoutMs: callTimeout, deadline: now + timeout, adjustable, signal };
}
