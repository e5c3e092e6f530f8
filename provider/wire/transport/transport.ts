import http, { type Agent } from "node:http";
import https from "node:https";
import { cutOff } from "./cutOff";
import { exchange } from "./exchange";
import { proxyAgent } from "./proxyAgent";
import { type ProxySetting, proxyFor } from "./proxyFor";
import { createSlots, type TakeSlot } from "./slots";
import type { Send, WireRequest } from "./wireMessages";

export type { Send, WireRequest, WireResponse } from "./wireMessages";

/** Maximum connections to one endpoint. */
const MOST_CONNECTIONS = 8;
/**
 * Milliseconds after which an idle connection is closed. The cloud reportedly drops idle connections after about 10 s.
 */
const MAX_IDLE = 4_000;
const AGENT_OPTIONS = { keepAlive: true, timeout: MAX_IDLE };

/** The state kept for each endpoint. */
interface Route {
  url: URL;
  takeSlot: TakeSlot;
}

/**
 * Creates the transport to the service. It uses Node's own agents and at most 8 connections to an endpoint. A
 * connection is closed after 4 s idle and does not keep the process alive while idle.
 * @param environment - HTTPS_PROXY, HTTP_PROXY and NO_PROXY are read from it at each call (see proxyFor)
 * @returns `send`, and `close`, which ends all connections
 */
export function createTransport(environment: Readonly<Record<string, string | undefined>>): {
  send: Send;
  close(): void;
} {
  const agents = { http: new http.Agent(AGENT_OPTIONS), https: new https.Agent(AGENT_OPTIONS) };
  const proxyAgents = new Map<string, Promise<Agent>>();
  const routes = new Map<string, Route>();

  const agentOf = (proxy: ProxySetting): Promise<Agent> => {
    const agent = proxyAgents.get(proxy.value) ?? proxyAgent(proxy, AGENT_OPTIONS);
    proxyAgents.set(proxy.value, agent);
    return agent;
  };

  const routeOf = ({ protocol, host }: WireRequest): Route => {
    const endpoint = `${protocol}://${host}`;
    const known = routes.get(endpoint);
    if (known !== undefined) {
      return known;
    }
    const route = { url: new URL(endpoint), takeSlot: createSlots(MOST_CONNECTIONS) };
    routes.set(endpoint, route);
    return route;
  };

  const send: Send = async (request, { timeoutMs, signal: caller }) => {
    const { signal, release } = cutOff(timeoutMs, caller);
    try {
      const { url, takeSlot } = routeOf(request);
      const freeSlot = await takeSlot(signal);
      try {
        const proxy = proxyFor(environment, url);
        const agent = proxy === undefined ? agents[request.protocol] : await agentOf(proxy);
        signal.throwIfAborted();
        return await exchange(request, { url, agent, tunnelled: proxy !== undefined }, signal);
      } finally {
        freeSlot();
      }
    } finally {
      release();
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
