import type { Connection } from "../connection/caller";
import type { Asker } from "../connection/sharedCalls";
import type { FetchPage, PageRequest, TaskPage } from "../core/listing/page";
import { readSnapshot, type Snapshot } from "../core/listing/readSnapshot";
import type { SeenTasks } from "../core/listing/windowReader";
import type { TaskQuery } from "../core/query";
import { describeDownloadTask } from "./describeDownloadTask";

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** The query's limits are the caller's own arguments: messages may advise to raise them. Default: no. */
  adjustable?: boolean;
  /** Which answers of others will do: see `SharedCalls.ask`. */
  share?: Pick<Asker, "since" | "recent" | "gather" | "depth" | "onAsked"> | undefined;
  /** Stops the read as soon as it says true. */
  enough?: (seen: SeenTasks) => boolean;
}

/** Reads exactly the page that the query names, as the service says it is. */
export async function readOnePage(
  query: TaskQuery & { currentPage: number },
  connection: Connection,
  options: ReadOptions = {},
): Promise<TaskPage> {
  const { currentPage, pageSize, orderDirect, startTime, endTime } = query;
  const request: PageRequest = { currentPage, pageSize, orderDirect };
  if (startTime !== undefined) request.startTime = startTime;
  if (endTime !== undefined) request.endTime = endTime;
  return await fetcher(query, connection, options)(request);
}

/** Reads all tasks that match the query's filters as one exact snapshot, newest first; `taskIds` is not looked at. */
export async function readAllPages(
  query: TaskQuery,
  connection: Connection,
  options: ReadOptions = {},
): Promise<Snapshot> {
  const { pageSize, startTime, endTime, state, regionCode } = query;
  const { enough } = options;
  const snapshot = await readSnapshot(fetcher(query, connection, options), {
    pageSize,
    operation: describeDownloadTask.action,
    region: regionCode,
    ...(startTime === undefined ? {} : { startTime }),
    ...(endTime === undefined ? {} : { endTime }),
    ...(enough === undefined ? {} : { enough }),
  });
  // A task that left the state between two answers left the selection.
  return state === undefined
    ? snapshot
    : { ...snapshot, tasks: snapshot.tasks.filter((task) => task.downloadStatus === state) };
}

/** What those listen to who want to know when anybody reads the same list: `SharedCalls.answered`. */
export function listTopic(query: TaskQuery): string {
  return JSON.stringify(describeDownloadTask.parameters({ currentPage: 0, ...query }));
}

function fetcher(
  query: TaskQuery,
  connection: Connection,
  { signal, share, adjustable = false }: ReadOptions,
): FetchPage {
  const { call, shared, clock } = connection;
  const deadline = clock.now() + query.timeout;
  const limits = { callTimeoutMs: query.callTimeout, maxRetries: query.maxRetries, deadline, adjustable };
  const asked = new Map<string, number>();
  let pages = 0;
  const topic = () => listTopic(query);
  // Each page has its own span of time.
  const { startTime: _startTime, endTime: _endTime, ...list } = query;
  return (request) => {
    const input = { ...list, ...request };
    const key = JSON.stringify(describeDownloadTask.parameters(input));
    pages += 1;
    const asker = {
      signal,
      deadline,
      maxRetries: query.maxRetries,
      callTimeout: query.callTimeout,
      ...share,
      // A read that asks the same twice wants to know whether the answer changed.
      ...(asked.has(key) ? { since: asked.get(key), gather: undefined } : {}),
      topic,
      // The first answer alone: who hears of it finds the others under way.
      announced: pages === 1,
      onAsked: (at: number) => {
        asked.set(key, at);
        share?.onAsked?.(at);
      },
    };
    return shared.ask(key, asker, (until) => call(describeDownloadTask, input, { ...limits, signal: until }));
  };
}
