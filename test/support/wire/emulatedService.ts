import type { Caller, Connection } from "../../../provider/connection/caller";
import { createLooksByList } from "../../../provider/connection/looksByList";
import { createProcessMemory } from "../../../provider/connection/processMemory";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import type { Send, WireRequest } from "../../../provider/wire/transport/wireMessages";
import { OPERATIONS } from "../../../sdk/emulator/operations/operations";
import { Refusal } from "../../../sdk/emulator/refusal";
import type { EmulatedTask, ExportRules } from "../../../sdk/emulator/scenario";
import { createTaskStore } from "../../../sdk/emulator/taskStore";
import { createFakeClock } from "../fakeClock";
import { answerStep, KEYS, refused, type ScriptedAnswer, type Step, unsuccessful } from "./scriptedService";

/** What becomes of one call. */
export interface ServiceFault {
  /** What the caller gets in place of the answer. */
  step: Step;
  /** Whether the work is not done. Default: false */
  undone?: boolean;
}

/** One request as the service saw it. Times are clock times in milliseconds. */
export interface ServedRequest {
  /** Number of the process that sent it, from 0. */
  process: number;
  action: string;
  /** `TaskId` of the request. */
  taskId: string | undefined;
  asked: number;
  /** Time of the answer. Absent until then, and if the caller gave up. */
  answered?: number;
  /** Time at which the caller had an answer or an error, or gave up. Absent until then. */
  ended?: number;
  /** Whether the operation was carried out. */
  done: boolean;
  fault: ServiceFault | undefined;
  /** The states that a listing showed, by task. */
  states: Readonly<Record<string, string>>;
}

export interface EmulatedServiceOptions {
  tasks: readonly EmulatedTask[];
  rules?: ExportRules;
  /** Returns the milliseconds that a call takes. Default: 0 */
  latency?: () => number;
  /** Returns the fault of the `nth` call of an operation, counted from 1. */
  faultOf?: (action: string, nth: number) => ServiceFault | undefined;
  random?: () => number;
}

/**
 * Makes the emulator's operations available in simulated time, without sockets. Each call of `connect` makes the caller
 * of another process, with the client's own handling of failures.
 */
export function emulatedService(options: EmulatedServiceOptions) {
  const { tasks, rules = {}, latency = () => 0, faultOf = () => undefined, random = () => 0.5 } = options;
  const clock = createFakeClock();
  const store = createTaskStore(clock.now);
  store.add(tasks);
  const served: ServedRequest[] = [];
  const warnings: string[] = [];
  let processes = 0;

  const carryOut = (action: string, parameters: WireRequest["query"]): ScriptedAnswer => {
    const listing = { largestPage: 100, lies: {}, keep: undefined };
    const service = {
      store,
      rules,
      now: clock.now(),
      listing,
      url: "http://emulator",
      newTask: () => ({ taskId: "" }),
    };
    try {
      const success = { RequestId: `r-${served.length}`, Success: "true", Code: "Success", ErrCode: "Success" };
      return { body: { ...success, ...OPERATIONS[action]?.(parameters, service) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      return status === 200 ? unsuccessful(code, message) : refused(status, code, message);
    }
  };

  const sendOf =
    (process: number): Send =>
    async (_endpoint, { begin, signal }) => {
      const { request, timeoutMs } = begin();
      const action = String(request.headers["x-acs-action"]);
      const nth = served.filter((each) => each.action === action).length + 1;
      const fault = faultOf(action, nth);
      const taskId = request.query.TaskId;
      const entry: ServedRequest = { process, action, taskId, asked: clock.now(), done: false, fault, states: {} };
      served.push(entry);
      const half = latency() / 2;
      const travel = () =>
        clock.sleep(half, signal).catch(() => {
          throw new TransportFailure("ABORTED", "the call was aborted");
        });
      if (half > 0) await travel();
      let step: Step = fault?.step ?? "stall";
      if (!fault?.undone) {
        const answer = carryOut(action, request.query);
        const { Success, Data } = answer.body as { Success: string; Data?: ListedData };
        entry.done = Success.toLowerCase() === "true";
        const list = Data?.Content?.List ?? [];
        entry.states = Object.fromEntries(list.map((task) => [task.TaskId, task.DownloadStatus]));
        step = fault?.step ?? answer;
      }
      if (half > 0) await travel();
      try {
        const response = await answerStep(step, request, { timeoutMs, signal }, clock);
        entry.answered = clock.now();
        return response;
      } finally {
        entry.ended = clock.now();
      }
    };

  const connect = (): Caller => {
    const call = createRpcClient({
      endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com", isListed: true },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
      send: sendOf(processes),
      clock,
      random,
      log: { debug: () => {}, warning: () => {} },
    });
    processes += 1;
    const connection: Connection = {
      call,
      clock,
      random,
      looks: createLooksByList(clock),
      lookQuota: createRetryQuota(),
      ...createProcessMemory(),
      log: { debug: () => {}, warning: (text) => void warnings.push(text) },
    };
    return { connect: () => connection, defaultRegion: async () => "cn-hangzhou" };
  };
  /** Returns the requests of RetryDownloadTask. */
  const retries = () => served.filter(({ action }) => action === "RetryDownloadTask");
  return { clock, store, served, warnings, connect, retries };
}

interface ListedData {
  Content?: { List: { TaskId: string; DownloadStatus: string }[] };
}
