import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Environment } from "../wire/configuration/settings";
import { pluginService } from "./pluginService";
import { PluginSession } from "./pluginSession";

/** A running plugin. */
export interface PluginServer {
  port: number;
  /** Ends all waits and closes every connection. */
  stop(): void;
}

/** Largest message in bytes, as in Pulumi's own SDKs. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/**
 * Starts the plugin's server on a free port of the loopback address.
 * @param folder - folder that holds `schema.json`
 */
export async function startServer(environment: Environment, folder: string): Promise<PluginServer> {
  const session = new PluginSession(environment);
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(ResourceProviderService as unknown as ServiceDefinition, pluginService(session, folder));
  // gRPC's own `bindAsync` takes a twentieth of the plugin's start, because it resolves the address.
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer((socket) => injector.injectConnection(socket));
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    stop() {
      session.cancel();
      session.log.close();
      listener.close();
      server.forceShutdown();
    },
  };
}
