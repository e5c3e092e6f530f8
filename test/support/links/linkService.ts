import type { Caller, Connection } from "../../../provider/connection/caller";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { createFakeClock } from "../fakeClock";
import { KEYS, type ScriptedAnswer } from "../wire/scriptedService";

/** One call as the service gets it. */
interface AskedCall {
  action: string;
  query: Record<string, string>;
}

/**
 * Makes a caller in simulated time whose service answers each operation with a function.
 * @returns the caller, the calls that it sent, and every line that it logged
 */
export function linkService(answers: Readonly<Record<string, (query: Record<string, string>) => ScriptedAnswer>>) {
  const clock = createFakeClock();
  const asked: AskedCall[] = [];
  const logged: string[] = [];
  const note = (message: string) => void logged.push(message);
  const log = { debug: note, warning: note };
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com", isListed: true },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
    clock,
    random: () => 1,
    log,
    send: async (_endpoint, { begin }) => {
      const { query, headers: sent } = begin().request;
      const action = sent["x-acs-action"] ?? "";
      asked.push({ action, query });
      const { status = 200, headers = {}, body } = answers[action]?.(query) ?? { status: 404, body: "" };
      const text = typeof body === "string" ? body : JSON.stringify(body);
      return { status, headers: { "content-type": "application/json", ...headers }, body: text };
    },
  });
  const connection = { call, clock, random: () => 1, log } as Partial<Connection> as Connection;
  const caller: Caller = { defaultRegion: async () => "cn-hangzhou", connect: () => connection };
  return { caller, asked, logged };
}

/** Makes the answer of a list with these tasks. */
export function listOf(...tasks: Record<string, string>[]): ScriptedAnswer {
  const Data = { PageNumber: "1", PageSize: "100", TotalElements: String(tasks.length), Content: { List: tasks } };
  return { body: { RequestId: "r-list", Success: "true", Data } };
}
