import { type handleUnaryCall, status, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type ProviderHandshakeRequest, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PACKAGE_VERSION } from "../core/packageVersion";
import { check } from "./handlers/check";
import { checkConfig } from "./handlers/checkConfig";
import { configure } from "./handlers/configure";
import { create } from "./handlers/create";
import { deleteResource } from "./handlers/deleteResource";
import { diff } from "./handlers/diff";
import { diffConfig } from "./handlers/diffConfig";
import { getSchema } from "./handlers/getSchema";
import { invoke } from "./handlers/invoke";
import { read } from "./handlers/read";
import { update } from "./handlers/update";
import type { PluginSession } from "./pluginSession";

/**
 * Returns the methods of the service, one a line. Pulumi's engine falls back for a method that is not there.
 * @param folder - folder that holds `schema.json`
 */
export function pluginService(session: PluginSession, folder: string): UntypedServiceImplementation {
  const answering = answeringIn(session);
  return {
    handshake: answering((request: ProviderHandshakeRequest) => handshake(request, session)),
    attach: answering((request: PluginAttach) => {
      session.begin(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: answering(() => new PluginInfo().setVersion(PACKAGE_VERSION)),
    getSchema: answering((request: Parameters<typeof getSchema>[0]) => getSchema(request, folder)),
    checkConfig: answering(checkConfig),
    diffConfig: answering(diffConfig),
    configure: answering((request: Parameters<typeof configure>[0]) => configure(request, session)),
    invoke: answering((request: Parameters<typeof invoke>[0]) => invoke(request, session)),
    check: answering((request: Parameters<typeof check>[0]) => check(request, session)),
    diff: answering(diff),
    create: answering((request: Parameters<typeof create>[0]) => create(request, session)),
    read: answering((request: Parameters<typeof read>[0]) => read(request, session)),
    update: answering(update),
    delete: answering((request: Parameters<typeof deleteResource>[0]) => deleteResource(request, session)),
    cancel: answering(() => {
      session.cancel();
      return new Empty();
    }),
  };
}

/** Begins a run of the engine, and tells it that secrets and outputs may be passed. Resources are passed as their ids. */
function handshake(request: ProviderHandshakeRequest, session: PluginSession): ProviderHandshakeResponse {
  session.begin(request.getEngineAddress());
  return new ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptOutputs(true);
}

/** Makes methods of the service from functions. What a function throws reaches the user as its message. */
function answeringIn(session: PluginSession) {
  return <Request, Response>(
    answer: (request: Request) => Response | Promise<Response>,
  ): handleUnaryCall<Request, Response> =>
    ({ request }, callback) => {
      Promise.resolve()
        .then(() => answer(request))
        .then(
          (response) => callback(null, response),
          async (error: unknown) => {
            const details = error instanceof Error ? error.message : String(error);
            // The engine gets its answer, whatever becomes of the log.
            await session.tellFrames(details, error).catch(() => {});
            callback({ code: status.UNKNOWN, details });
          },
        );
    };
}
