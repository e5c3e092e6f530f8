import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { Environment } from "../wire/configuration/settings";

/** A running plugin. */
export interface PluginServer {
  port: number;
  /** Ends all waits and closes every connection. */
  stop(): void;
}

/**
 * Starts the plugin's server on a free port of the loopback address. It listens first and loads the service then, because
 * loading takes longer than all else. The engine reads the port and connects meanwhile.
 * @param folder - folder that holds `schema.json`
 * @param tellPort - called when the server listens. Connections wait until the service is loaded.
 */
export async function startServer(
  environment: Environment,
  folder: string,
  tellPort: (port: number) => void = () => undefined,
): Promise<PluginServer> {
  const listener = createServer(async (socket) => (await service).connect(socket));
  const service = once(listener, "listening").then(async () => {
    tellPort(portOf(listener.address()));
    const { createService } = await import("./createService");
    return createService(environment, folder);
  });
  listener.listen(0, "127.0.0.1");
  const { stop } = await service;
  return {
    port: portOf(listener.address()),
    stop() {
      stop();
      listener.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return (address as AddressInfo).port;
}
