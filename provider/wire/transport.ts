import http, { type Agent } from "node:http";
import https from "node:https";
import { CutOff } from "./cutOff";
import { exchange, type Way } from "./exchange";
import { proxyAgent } from "./proxyAgent";
import { type ProxySetting, proxyFor } from "./proxyFor";
import { createSlots, type TakeSlot } from "./slots";
import type { Send, WireRequest } from "./wireMessages";

export type { Send, WireRequest, WireResponse } from "./wireMessages";

/** The most connections to one endpoint. */
const MOST_CONNECTIONS = 8;
/** The cloud is reported to drop connections after about 10 s of rest: ours are closed before. Milliseconds. */
const LONGEST_REST = 4_000;
const AGENT_OPTIONS = { keepAlive: true, timeout: LONGEST_REST };

/** The way to one endpoint, found at the first call. */
interface Route extends Omit<Way, "agent"> {
  agent: Agent | Promise<Agent>;
  takeSlot: TakeSlot;
}

/**
 * The way to the service: Node's own agents, at most 8 connections to an endpoint, each kept for 4 s of rest. A resting
 * connection does not keep the process alive.
 * @param environment - HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured (see proxyFor), as they are at an endpoint's first call
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
    const { hostname, port } = new URL(endpoint);
    const proxy = proxyFor(environment, protocol, host);
    const route = {
      agent: proxy === undefined ? agents[protocol] : agentOf(proxy),
      hostname: hostname.replace(/^\[|\]$/g, ""),
      port,
      tunnelled: proxy !== undefined,
      takeSlot: createSlots(MOST_CONNECTIONS),
    };
    routes.set(endpoint, route);
    return route;
  };

  const send: Send = async (request, { timeoutMs, signal }) => {
    const cutOff = new CutOff(timeoutMs, signal);
    try {
      cutOff.throwIfCut();
      const route = routeOf(request);
      const slot = route.takeSlot(() => cutOff.signal());
      const leave = typeof slot === "function" ? slot : await slot;
      try {
        const agent = route.agent instanceof Promise ? await route.agent : route.agent;
        cutOff.throwIfCut();
        return await exchange(request, { ...route, agent }, cutOff);
      } finally {
        leave();
      }
    } finally {
      cutOff.release();
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
