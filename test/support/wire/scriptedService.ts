import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DbsError } from "../../../provider/core/errors";
import type { CredentialSource } from "../../../provider/wire/credentials/credentialSource";
import type { Credentials } from "../../../provider/wire/credentials/fetchedCredentials";
import type { Operation } from "../../../provider/wire/rpc/operation";
import { type CallLimits, createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import type { WireRequest, WireResponse } from "../../../provider/wire/transport/transport";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { createFakeClock, type FakeClock } from "../fakeClock";

/** An answer of the scripted service. The default status is 200. A string as `body` is sent unchanged, else as JSON. */
export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** Response to one request. With `stall`, the service never answers, so the call ends by its time-out or an abort. */
export type Step = ScriptedAnswer | TransportFailure | "stall" | ((request: WireRequest) => Step);

export const KEYS: Credentials = { accessKeyId: "LTAI4testkeyid", accessKeySecret: "Secr3t+of/the=key" };
const PARAMETERS = { RegionCode: "cn-hangzhou", InstanceName: "rm-1" };
export const SUCCESS: Step = { body: { RequestId: "r-ok", Success: "true", Data: "done" } };

/** Makes a refusal with an HTTP error status. */
export function refused(status: number, Code: string, Message = "no reason", more: object = {}): ScriptedAnswer {
  return { status, body: { RequestId: "r-no", Code, Message, ...more } };
}

/** Makes a refusal with HTTP 200, because the service also sends those. */
export function unsuccessful(ErrCode: string, ErrMessage = "no reason"): ScriptedAnswer {
  return { body: { RequestId: "r-no", Success: "false", Code: "Success", ErrCode, ErrMessage } };
}

/** Answers a request as a step of a script says. */
export async function answerStep(
  step: Step,
  request: WireRequest,
  limits: { timeoutMs: number; signal?: AbortSignal | undefined },
  clock: Pick<FakeClock, "sleep">,
): Promise<WireResponse> {
  if (typeof step === "function") {
    return answerStep(step(request), request, limits, clock);
  }
  if (step instanceof TransportFailure) {
    throw step;
  }
  if (step === "stall") {
    await clock.sleep(limits.timeoutMs, limits.signal).catch(() => {
      throw new TransportFailure("ABORTED", "the call was aborted");
    });
    throw new TransportFailure("TIMEOUT", "no complete answer in time");
  }
  const { status = 200, headers = {}, body } = step;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, body: text };
}

/**
 * Makes a client in simulated time whose service follows a script. At its end, the service repeats the last step.
 */
export function scriptedService(
  script: readonly Step[],
  {
    sessions = [KEYS],
    random = () => 1,
    idempotent = true,
    isListed = true,
  }: { sessions?: readonly Credentials[]; random?: () => number; idempotent?: boolean; isListed?: boolean } = {},
) {
  const clock = createFakeClock();
  const sent: WireRequest[] = [];
  const debug: string[] = [];
  let renewals = 0;
  const credentials: CredentialSource = {
    description: "stack config alicloud-dbs:accessKey",
    resolve: async () => sessions[Math.min(renewals, sessions.length - 1)] ?? KEYS,
    renew: ({ securityToken }) => {
      if (securityToken === sessions[Math.min(renewals, sessions.length - 1)]?.securityToken) renewals += 1;
    },
  };
  const parts = {
    endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com", isListed } as const,
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials,
    clock,
    random,
    log: { debug: (message: string) => void debug.push(message), warning: () => {} },
  };
  const client = createRpcClient({
    ...parts,
    send: async (_endpoint, { begin, signal }) => {
      const { request, timeoutMs } = begin();
      const step = script[Math.min(sent.length, script.length - 1)] ?? SUCCESS;
      sent.push(request);
      return answerStep(step, request, { timeoutMs, signal }, clock);
    },
  });
  const operation: Operation<Record<string, string>, string> = {
    action: "DescribeDownloadTask",
    parameters: (parameters) => parameters,
    parse: readData,
    idempotent,
  };
  const call = (limits: Partial<CallLimits> = {}, parameters: Record<string, string> = PARAMETERS) =>
    client(operation, parameters, {
      callTimeoutMs: 30_000,
      maxRetries: 5,
      deadline: clock.now() + 120_000,
      ...limits,
    });
  return {
    call,
    clock,
    sent,
    debug,
    credentials,
    renewals: () => renewals,
    /** Makes a call that must fail, and returns its error. */
    async failure(limits: Partial<CallLimits> = {}): Promise<DbsError> {
      try {
        await call(limits);
      } catch (error) {
        if (error instanceof DbsError) return error;
        throw error;
      }
      throw new Error("the call did not fail");
    },
    /** Returns the secrets that appear anywhere in the given strings or errors. */
    leaks(...seen: unknown[]): string[] {
      const text = seen
        .map((each) => inspect(each, { depth: 9, showHidden: true, maxStringLength: null, customInspect: false }))
        .join("\n");
      const values = sessions.flatMap(Object.values).concat(sent.map(signatureOf));
      return values.filter((value: string) => [value, encodeURIComponent(value)].some((form) => text.includes(form)));
    },
  };
}

/**
 * Asserts that a call succeeds in the second attempt if the first one meets `step`. `slept` are the expected pauses in
 * milliseconds.
 */
export async function recovers(step: Step, slept: number[]): Promise<ReturnType<typeof scriptedService>> {
  const service = scriptedService([step, SUCCESS]);
  assert.equal(await service.call(), "done");
  assert.deepEqual(service.clock.slept, slept);
  assert.equal(service.sent.length, 2);
  return service;
}

function signatureOf({ headers }: WireRequest): string {
  return /Signature=(\w+)$/.exec(headers.authorization ?? "")?.[1] ?? "no signature";
}

function readData({ Data }: Record<string, unknown>): string {
  if (typeof Data !== "string") {
    throw new Error("Data is not a string");
  }
  return Data;
}
