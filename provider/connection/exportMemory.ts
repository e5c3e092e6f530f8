import { copyError } from "../core/copyError";
import type { DbsError } from "../core/errors";
import type { ExportRequest, TaskRequest } from "../core/exportRequest";
import { differingInputs } from "../core/verdict/differingInputs";
import type { OwnExport } from "../core/verdict/ownExports";

/**
 * Milliseconds, counted from its sending, for which a request whose outcome is open is remembered. Within them nothing
 * equal is sent. They are many times the span in which a new task is expected to be listed.
 */
export const REMEMBERED = 900_000;

/** A request whose outcome is open, so that its task may be listed later. */
export interface OpenSend {
  wanted: ExportRequest;
  /** Clock time in milliseconds at which it was sent. */
  sentAt: number;
  /** Clock time in milliseconds until which its task is looked for again and again. */
  until: number;
  /** Ids of the tasks that were known before it was sent. */
  before: ReadonlySet<string>;
  /** Error of the request. */
  error: DbsError;
}

/** A call that waits for its turn. */
interface Waiter {
  request: TaskRequest;
  /** Error of an equal export whose outcome is open. */
  shared?: DbsError;
}

/** What this process remembers of the exports that it starts on one instance, or one cluster of it. */
export interface ExportMemory {
  /** The exports that this process started, by task id, oldest first. */
  readonly own: Map<string, OwnExport>;
  /** Remembers a request whose outcome is open. */
  addOpen(open: OpenSend): void;
  /** Remembers that a request is on its way, until the returned function is called. */
  addSending(wanted: ExportRequest): () => void;
  /**
   * Tells whether an equal export may have been started for another call: its request is on its way, or its outcome is
   * open. A call that adopts nothing wants an export of its own.
   */
  mayBeStarted(request: TaskRequest, now: number): boolean;
  /** Returns the remembered requests that want the same export and whose outcome is open, oldest first. */
  openEqual(wanted: ExportRequest, now: number): OpenSend[];
  /**
   * Forgets the requests whose outcome was open and that want the same export, if a task that was taken for it can have
   * come from them.
   */
  settle(wanted: ExportRequest, taskId: string): void;
  /**
   * Runs `run` when all calls that came before are over.
   * @throws a copy of the error given to `shareError` meanwhile; the reason of `signal` when it is aborted before the
   *   turn has come
   */
  inTurn<T>(request: TaskRequest, signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T>;
  /**
   * Lets the calls that wait and that want the same export fail with this error instead of sending a second request. A
   * call that adopts nothing wants an export of its own.
   */
  shareError(wanted: ExportRequest, error: DbsError): void;
}

/** Creates the memory of an instance, or of a named cluster of it. */
export function createExportMemory(): ExportMemory {
  const waiting = new Set<Waiter>();
  const sending = new Set<ExportRequest>();
  let sends: OpenSend[] = [];
  const isEqual = (one: ExportRequest, other: ExportRequest) => differingInputs(one, other).length === 0;
  /** Resolves when all calls so far are over. */
  let over = Promise.resolve();
  const openEqual = (wanted: ExportRequest, now: number) => {
    sends = sends.filter(({ sentAt }) => now < sentAt + REMEMBERED);
    return sends.filter((open) => isEqual(open.wanted, wanted));
  };
  return {
    own: new Map(),
    addOpen: (open) => void sends.push(open),
    addSending(wanted) {
      sending.add(wanted);
      return () => void sending.delete(wanted);
    },
    mayBeStarted({ adopt, adoptTaskId, wanted }, now) {
      if (adopt === "never" || adoptTaskId !== undefined) return false;
      return [...sending].some((other) => isEqual(other, wanted)) || openEqual(wanted, now).length > 0;
    },
    openEqual,
    settle(wanted, taskId) {
      sends = sends.filter((open) => !isEqual(open.wanted, wanted) || open.before.has(taskId));
    },
    async inTurn(request, signal, run) {
      const before = over;
      const waiter: Waiter = { request };
      waiting.add(waiter);
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      over = before.then(() => ended);
      try {
        await untilAborted(before, signal);
        waiting.delete(waiter);
        if (waiter.shared !== undefined) throw copyError(waiter.shared);
        return await run();
      } finally {
        waiting.delete(waiter);
        end();
      }
    },
    shareError(wanted, error) {
      for (const waiter of waiting) {
        const { adopt, wanted: other } = waiter.request;
        if (adopt !== "never" && isEqual(other, wanted)) waiter.shared = error;
      }
    },
  };
}

function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    void promise.then(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
  });
}
