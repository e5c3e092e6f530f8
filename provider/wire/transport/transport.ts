import http, { type Agent } from "node:http";
import https from "node:https";
import { cutOff } from "./cutOff";
import { exchange } from "./exchange";
import { proxyAgent } from "./proxyAgent";
import { type ProxySetting, proxyFor } from "./proxyFor";
import { createSlots, type TakeSlot } from "./slots";
import type { Send, WireRequest } from "./wireMessages";

export type { Send, WireRequest, WireResponse } from "./wireMessages";

/** Maximum requests to one endpoint at a time, each on a connection of its own. */
const MOST_CONNECTIONS = 8;
/**
 * Milliseconds after which an idle connection is closed. The cloud reportedly drops idle connections after about 10 s.
 */
const MAX_IDLE = 4_000;
const KEPT = { keepAlive: true, timeout: MAX_IDLE };
/** Options of an agent that opens a connection for each request and closes it afterwards. */
const FRESH = { keepAlive: false };

/** The state kept for each endpoint. */
interface Route {
  url: URL;
  takeSlot: TakeSlot;
}

/**
 * Creates the transport to the service. It uses Node's own agents and has at most 8 requests to an endpoint under way. A
 * connection is closed after 4 s idle and does not keep the process alive while idle.
 * @param environment - the proxy variables are read from it at each call (see proxyFor)
 * @returns `send`, and `close`, which ends all connections
 */
export function createTransport(environment: Readonly<Record<string, string | undefined>>): {
  send: Send;
  close(): void;
} {
  const kept = createAgents(KEPT);
  const fresh = createAgents(FRESH);
  const routes = new Map<string, Route>();

  const routeOf = ({ protocol, host }: Pick<WireRequest, "protocol" | "host">): Route => {
    const endpoint = `${protocol}://${host}`;
    const known = routes.get(endpoint);
    if (known !== undefined) {
      return known;
    }
    const route = { url: new URL(endpoint), takeSlot: createSlots(MOST_CONNECTIONS) };
    routes.set(endpoint, route);
    return route;
  };

  const send: Send = async (endpoint, { queueMs, begin, fresh: isFresh = false, signal: caller }) => {
    const { signal, allow, release } = cutOff(caller);
    try {
      const { url, takeSlot } = routeOf(endpoint);
      allow(queueMs, `none of the ${MOST_CONNECTIONS} connections to the endpoint became free`);
      const freeSlot = await takeSlot(signal);
      try {
        const { request, timeoutMs } = begin();
        allow(timeoutMs, "no complete answer");
        const proxy = proxyFor(environment, url);
        const agents = isFresh ? fresh : kept;
        const agent = proxy === undefined ? agents.direct[request.protocol] : await agents.through(proxy);
        signal.throwIfAborted();
        return await exchange(request, { url, agent, proxy: proxy?.variable }, signal);
      } finally {
        freeSlot();
      }
    } finally {
      release();
    }
  };

  const close = () => {
    kept.close();
    fresh.close();
  };

  return { send, close };
}

/** Creates the agents that share some options: one for each protocol, and one for each proxy when it is first used. */
function createAgents(options: http.AgentOptions) {
  const direct = { http: new http.Agent(options), https: new https.Agent(options) };
  const proxies = new Map<string, Promise<Agent>>();
  return {
    direct,
    through(proxy: ProxySetting): Promise<Agent> {
      const agent = proxies.get(proxy.value) ?? proxyAgent(proxy, options);
      proxies.set(proxy.value, agent);
      return agent;
    },
    close() {
      for (const agent of Object.values(direct)) {
        agent.destroy();
      }
      for (const agent of proxies.values()) {
        agent.then(
          (each) => each.destroy(),
          () => {},
        );
      }
    },
  };
}
