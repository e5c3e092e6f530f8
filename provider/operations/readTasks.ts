import type { Connection } from "../connection/caller";
import type { TaskPage } from "../core/listing/page";
import { readSnapshot, type Snapshot, type SnapshotOptions } from "../core/listing/readSnapshot";
import { omitUndefined } from "../core/omitUndefined";
import type { TaskQuery } from "../core/query";
import type { CallLimits } from "../wire/rpc/rpcClient";
import { describeDownloadTask } from "./describeDownloadTask";

/** Reason for which calls end that nobody needs. Without a reason, `abort` would make an error, which takes long. */
const NOBODY_WAITS = "nobody needs this answer any more";

type Service = Pick<Connection, "call" | "clock">;

export interface ReadOptions extends Pick<SnapshotOptions, "enough" | "whole"> {
  signal?: AbortSignal | undefined;
  /** Tokens that the retries of this read share with those of other reads. Default: none. */
  quota?: CallLimits["quota"];
  /** Whether the limits are the user's own arguments, so that messages may advise raising them. Default: `false`. */
  adjustable?: boolean;
}

/** Reads exactly the page that the query names, and returns it as the service sent it. */
export async function readOnePage(
  query: TaskQuery & { currentPage: number },
  { call, clock }: Service,
  options: ReadOptions = {},
): Promise<TaskPage> {
  return await call(describeDownloadTask, query, limitsOf(query, clock.now(), options));
}

/** Reads all tasks that match the query's filters as one exact snapshot, newest first. Ignores `taskIds`. */
export async function readAllPages(
  query: TaskQuery,
  { call, clock }: Service,
  options: ReadOptions = {},
): Promise<Snapshot> {
  // Each page is requested with a time span of its own, and some without the state.
  const { startTime, endTime, state, ...list } = query;
  const { signal, enough, whole } = options;
  const limits = limitsOf(query, clock.now(), options);
  let reading = new AbortController();
  let underWay = 0;
  const stop = () => reading.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  const endCalls = () => {
    // To abort takes as long as a short read, and rarely is anything under way.
    if (underWay === 0 || reading.signal.aborted) return;
    reading.abort(NOBODY_WAITS);
    reading = new AbortController();
  };
  try {
    return await readSnapshot(
      async (page, onSend) => {
        underWay += 1;
        try {
          return await call(describeDownloadTask, { ...list, ...page }, { ...limits, signal: reading.signal, onSend });
        } finally {
          underWay -= 1;
        }
      },
      {
        pageSize: query.pageSize,
        operation: describeDownloadTask.action,
        region: query.regionCode,
        endCalls,
        ...omitUndefined({ startTime, endTime, state, enough, whole }),
      },
    );
  } finally {
    // If one of several pages fails, nobody needs the others.
    endCalls();
    signal?.removeEventListener("abort", stop);
  }
}

/** Returns a key for the list that a query reads. All pages of a list have the same key. */
export function listKey(query: TaskQuery): string {
  return JSON.stringify(describeDownloadTask.parameters({ ...query, currentPage: 0 }));
}

function limitsOf(
  { maxRetries, timeout, callTimeout }: TaskQuery,
  now: number,
  { signal, quota, adjustable = false }: ReadOptions,
): CallLimits {
  return { maxRetries, quota, callTimeoutMs: callTimeout, deadline: now + timeout, adjustable, signal };
}
