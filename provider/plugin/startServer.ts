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
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    port,
    stop() {
      session.cancel();
      session.log.close();
      server.forceShutdown();
    },
  };
}
