import http, { type Agent } from "node:http";
import https from "node:https";
import { formatDuration } from "../core/formatDuration";
import { exchange } from "./exchange";
import { proxyAgent } from "./proxyAgent";
import { proxyFor } from "./proxyFor";
import { createSlots } from "./slots";
import { TransportFailure } from "./transportFailure";
import type { Send, WireRequest } from "./wireMessages";

export type { Send, WireRequest, WireResponse } from "./wireMessages";

/** The most connections to one endpoint. */
const MOST_CONNECTIONS = 8;
/** The cloud is reported to drop connections after about 10 s of rest: ours are closed before. Milliseconds. */
const LONGEST_REST = 4_000;
const AGENT_OPTIONS = { keepAlive: true, timeout: LONGEST_REST };

/**
 * The way to the service: Node's own agents, at most 8 connections to an endpoint, each kept for 4 s of rest. A resting
 * connection does not keep the process alive.
 * @param environment - HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured (see proxyFor)
 * @returns `send`, and `close`, which ends all connections
 */
export function createTransport(environment: Readonly<Record<string, string | undefined>>): {
  send: Send;
  close(): void;
} {
  const agents = { http: new http.Agent(AGENT_OPTIONS), https: new https.Agent(AGENT_OPTIONS) };
  const proxyAgents = new Map<string, Promise<Agent>>();
  const takeSlot = createSlots(MOST_CONNECTIONS);

  const agentFor = async ({ protocol, host }: WireRequest): Promise<Agent> => {
    const proxy = proxyFor(environment, protocol, host);
    if (proxy === undefined) {
      return agents[protocol];
    }
    const agent = proxyAgents.get(proxy.value) ?? proxyAgent(proxy, AGENT_OPTIONS);
    proxyAgents.set(proxy.value, agent);
    return agent;
  };

  const send: Send = async (request, { timeoutMs, signal }) => {
    // Aborted only when the exchange fails: a socket may live on in the agent with what was wired to it.
    const failing = new AbortController();
    const abort = () => failing.abort(new TransportFailure("ABORTED", "the call was aborted"));
    const timer = setTimeout(() => failing.abort(timedOut(timeoutMs)), timeoutMs);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      if (signal?.aborted) {
        abort();
      }
      failing.signal.throwIfAborted();
      const leaveSlot = await takeSlot(`${request.protocol}://${request.host}`, failing.signal);
      try {
        const agent = await agentFor(request);
        failing.signal.throwIfAborted();
        return await exchange(request, agent, failing.signal);
      } finally {
        leaveSlot();
      }
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    }
  };

  const close = () => {
    for (const agent of Object.values(agents)) {
      agent.destroy();
    }
    for (const agent of proxyAgents.values()) {
      agent.then(
        (each) => each.destroy(),
        () => {},
      );
    }
  };

  return { send, close };
}

function timedOut(timeoutMs: number): TransportFailure {
  return new TransportFailure("TIMEOUT", `no complete answer within ${formatDuration(timeoutMs)}`);
}
