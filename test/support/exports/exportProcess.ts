import { AsyncLocalStorage } from "node:async_hooks";
import type { Caller, Connection } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { createProcessMemory } from "../../../provider/connection/processMemory";
import type { Clock } from "../../../provider/core/clock";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import type { Send, WireResponse } from "../../../provider/wire/transport/transport";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { KEYS, refused, type ScriptedAnswer, type Step } from "../wire/scriptedService";
import type { ExportService } from "./exportService";

/** Ends of a request, by name. After those of `CERTAIN` the client may send it again. */
const ENDS = {
  reset: new TransportFailure("ECONNRESET", "socket hang up"),
  stall: "stall",
  "503": refused(503, "ServiceUnavailable"),
  "refused connection": new TransportFailure("ECONNREFUSED", "refused", { unsent: true }),
  throttled: refused(400, "Throttling.User"),
  "expired session": refused(400, "InvalidSecurityToken.Expired"),
} as const satisfies Record<string, Step>;

const CERTAIN: readonly unknown[] = ["refused connection", "throttled", "expired session"];

/**
 * What goes wrong with a request. `undone` means that the service does not carry it out. Everything else is carried
 * out, `late` milliseconds after it arrived.
 */
export interface RequestFault {
  /** How the request ends for the client: a name, or the answer itself. */
  end: keyof typeof ENDS | ScriptedAnswer | TransportFailure;
  undone?: boolean;
  late?: number;
}

/** A request that reached the wire. */
interface SentRequest {
  action: string;
  /** The call that sent it. */
  maker: string | undefined;
  /** Clock time in milliseconds. */
  at: number;
  /** Whether the client was told that the service did nothing. */
  isRefused: boolean;
}

/** The call that runs at the moment. */
const makers = new AsyncLocalStorage<string>();

/** Runs a function so that all requests that it sends are known to be its own. */
export function asMaker<T>(maker: string, run: () => Promise<T>): Promise<T> {
  return makers.run(maker, run);
}

/**
 * Makes a process that calls the service: the real client in simulated time, with a memory of its own.
 * @param faultOf - returns what goes wrong with the next request of an action
 * @param latency - returns the milliseconds that a request takes to arrive, and its answer to come back
 */
export function createExportProcess(
  service: ExportService,
  clock: Clock,
  faultOf: (action: string) => RequestFault | undefined,
  {
    latency = () => 100,
    random = () => 0.5,
    onSend = () => {},
  }: { latency?: () => number; random?: () => number; onSend?: (action: string) => void } = {},
) {
  const sent: SentRequest[] = [];
  let isDead = false;
  /** Passes a result on to a process that lives. A dead one goes nowhere from here. */
  const alive = <T>(promise: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      promise.then(
        (value) => (isDead ? undefined : resolve(value)),
        (error) => (isDead ? undefined : reject(error)),
      );
    });
  const ownClock: Clock = { ...clock, sleep: (ms, signal) => alive(clock.sleep(ms, signal)) };

  const exchange = async (action: string, query: Record<string, string>): Promise<WireResponse> => {
    const maker = makers.getStore();
    const fault = faultOf(action);
    const record: SentRequest = {
      action,
      maker,
      at: clock.now(),
      isRefused: fault !== undefined && CERTAIN.includes(fault.end),
    };
    sent.push(record);
    onSend(action);
    const arrival = latency();
    const isUndone = fault?.undone || record.isRefused;
    // A request that its client no longer waits for is carried out all the same.
    const work = isUndone
      ? undefined
      : clock.sleep(arrival + (fault?.late ?? 0)).then(() => service.answer(action, query, maker));
    if (fault?.end !== "refused connection") await clock.sleep(arrival + latency());
    const step = typeof fault?.end === "string" ? ENDS[fault.end] : fault?.end;
    if (step === "stall") return new Promise(() => {});
    if (step instanceof TransportFailure) throw step;
    if (typeof step === "object") {
      const text = typeof step.body === "string" ? step.body : JSON.stringify(step.body);
      return { status: step.status ?? 200, headers: step.headers ?? {}, body: text };
    }
    const body = await work;
    record.isRefused = body?.Success === "false";
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  };

  const send: Send = (_endpoint, { begin, signal }) => {
    const { request, timeoutMs } = begin();
    const stop = new AbortController();
    const cut = new Promise<never>((_, reject) => {
      signal?.addEventListener("abort", () => reject(new TransportFailure("ABORTED", "the call was aborted")), {
        once: true,
      });
      clock.sleep(timeoutMs, stop.signal).then(
        () => reject(new TransportFailure("TIMEOUT", "no complete answer in time")),
        () => {},
      );
    });
    const answer = exchange(request.headers["x-acs-action"] ?? "", request.query);
    return alive(Promise.race([answer, cut]).finally(() => stop.abort("over")));
  };

  const log = { debug: () => {}, warning: () => {} };
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com", isListed: true },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
    send,
    clock: ownClock,
    random,
    log,
  });
  const looks = createLooksByList(ownClock, Number.POSITIVE_INFINITY);
  const common = { lookQuota: createRetryQuota(), ...createProcessMemory(), clock: ownClock, random, log };
  const connection: Connection = { call, looks, ...common };
  const caller: Caller = { defaultRegion: async () => undefined, connect: () => connection };
  return {
    caller,
    connection,
    sent,
    /** Ends the process as SIGKILL does. What is on its way to the service still arrives. */
    kill() {
      isDead = true;
    },
    isDead: () => isDead,
  };
}

export type ExportProcess = ReturnType<typeof createExportProcess>;
