import type { Socket } from "node:net";
import { Server, ServerCredentials, type ServiceDefinition } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Environment } from "../wire/configuration/settings";
import { pluginService } from "./pluginService";
import { PluginSession } from "./pluginSession";

/** Pulumi's provider service, over connections that somebody else accepts. */
export interface Service {
  /** Serves a client. */
  connect(socket: Socket): void;
  /** Ends all waits and closes every connection. */
  stop(): void;
}

/** Largest message in bytes, as in Pulumi's own SDKs. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/**
 * Creates the service of a plugin.
 * @param folder - folder that holds `schema.json`
 */
export function createService(environment: Environment, folder: string): Service {
  const session = new PluginSession(environment);
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  server.addService(ResourceProviderService as unknown as ServiceDefinition, pluginService(session, folder));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    connect: (socket) => injector.injectConnection(socket),
    stop() {
      session.cancel();
      session.log.close();
      server.forceShutdown();
    },
  };
}
