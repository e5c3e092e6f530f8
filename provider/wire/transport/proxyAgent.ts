import type { Agent, AgentOptions, ClientRequest } from "node:http";
import type { Socket } from "node:net";
import type { HttpsProxyAgent as ProxyAgent } from "https-proxy-agent";
import { omitUndefined } from "../../core/omitUndefined";
import type { ProxySetting } from "./proxyFor";
import { TransportFailure } from "./transportFailure";

type ConnectOptions = Parameters<ProxyAgent<string>["connect"]>[1];

/**
 * Creates an agent that tunnels http and https requests through a proxy with CONNECT. Loads the proxy library on first
 * use.
 */
export async function proxyAgent({ variable, value }: ProxySetting, options: AgentOptions): Promise<Agent> {
  const proxy = readProxy(variable, value);
  const { HttpsProxyAgent } = await import("https-proxy-agent");

  class AbortableProxyAgent extends HttpsProxyAgent<string> {
    // The library does not watch the request until the proxy has answered. Without this override, an abort before that
    // would leave the socket open.
    override connect(
      request: ClientRequest,
      options: ConnectOptions & { connectSignal?: AbortSignal },
    ): Promise<Socket> {
      // The library reads `connectOpts` before its first `await`, so parallel requests do not interfere with each
      // other.
      const signal = options.connectSignal;
      this.connectOpts = { ...this.connectOpts, ...omitUndefined({ signal }) };
      return super.connect(request, options);
    }
  }

  const agent = new AbortableProxyAgent(proxy, options);
  // The library (7.0.6) clears the options that tell Node's agent when to close idle sockets, so they are set again
  // here.
  Object.assign(agent.options, options);
  return agent;
}

function readProxy(variable: string, value: string): URL {
  const text = value.includes("://") ? value : `http://${value}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || !["http:", "https:"].includes(proxy.protocol) || proxy.hostname === "") {
    throw unusable(variable, "is not a proxy URL of the form http://[user:password@]host:port");
  }
  if (!isDecodable(proxy.username) || !isDecodable(proxy.password)) {
    throw unusable(variable, "has a % in its user or password that begins no escape such as %40; write it as %25");
  }
  return proxy;
}

function unusable(variable: string, why: string): TransportFailure {
  return new TransportFailure("PROXY_UNUSABLE", `${variable} ${why}`, { unsent: true, proxy: variable });
}

/** Tells whether the proxy library can decode the user or the password of a URL. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
