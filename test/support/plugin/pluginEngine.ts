import {
  type CallOptions,
  credentials,
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type ServiceError,
} from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startServer } from "../../../provider/plugin/startServer";

/** One line that the plugin has logged. */
interface PluginLine {
  severity: "debug" | "info" | "warning" | "error";
  text: string;
  urn: string;
  ephemeral: boolean;
}

/** The part of Pulumi's engine that talks to a plugin: a client of its service, and the log. */
export interface PluginEngine {
  client: ResourceProviderClient;
  /** The lines that the plugin has logged, except for those that only debugging shows. */
  lines: PluginLine[];
  /** Resolves when a logged line matches. */
  logged(pattern: RegExp): Promise<void>;
  /** Makes the engine take a line that matches without confirming it. Returns a function that confirms it. */
  hold(pattern: RegExp): () => void;
  /** Makes one call. Rejects with the error of the plugin. */
  call<Request, Response>(
    method: (
      request: Request,
      metadata: Metadata,
      options: Partial<CallOptions>,
      callback: (error: ServiceError | null, response: Response) => void,
    ) => unknown,
    request: Request,
  ): Promise<Response>;
  /** Begins a run, as at the start of each operation. The first one has begun. */
  beginRun(): Promise<unknown>;
  /** Configures the plugin with these arguments. */
  configure(args: Record<string, unknown>, name?: string): Promise<messages.ConfigureResponse>;
  close(): void;
}

/** Returns the `Struct` of a plain object. */
export function structOf(value: object): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

/** Returns the URN of a resource of the plugin. */
export function urnOf(name: string, type: string): string {
  return `urn:pulumi:test::test::${type.includes(":") ? type : `alicloud-dbs:index:${type}`}::${name}`;
}

const FOLDER = "provider/plugin";

/**
 * Starts the plugin in this process, and connects to it as the engine does.
 * @param environment - the environment that the plugin sees. Default: empty
 */
export async function startPluginEngine(environment: Record<string, string> = {}): Promise<PluginEngine> {
  const lines: PluginLine[] = [];
  const watchers = new Set<() => void>();
  const held: { pattern?: RegExp; confirm?: () => void } = {};
  const log: handleUnaryCall<LogRequest, Empty> = ({ request }, callback) => {
    const severity = (["debug", "info", "warning", "error"] as const)[request.getSeverity()] ?? "error";
    if (request.getSeverity() !== LogSeverity.DEBUG) {
      lines.push({
        severity,
        text: request.getMessage(),
        urn: request.getUrn(),
        ephemeral: request.getEphemeral(),
      });
    }
    for (const watcher of watchers) watcher();
    const confirm = () => callback(null, new Empty());
    if (held.pattern?.test(request.getMessage())) held.confirm = confirm;
    else confirm();
  };
  const engine = new Server();
  engine.addService(EngineService as unknown as ServiceDefinition, { log });
  const address = await new Promise<string>((resolve, reject) => {
    engine.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(`127.0.0.1:${port}`) : reject(error),
    );
  });
  const server = await startServer(environment, FOLDER);
  const client = new ResourceProviderClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const call: PluginEngine["call"] = (method, request) =>
    new Promise((resolve, reject) => {
      method.call(client, request, new Metadata(), {}, (error, response) =>
        error === null ? resolve(response) : reject(error),
      );
    });
  const beginRun = () => call(client.handshake, new messages.ProviderHandshakeRequest().setEngineAddress(address));
  await beginRun();
  return {
    beginRun,
    client,
    lines,
    call,
    logged: (pattern) =>
      new Promise((resolve) => {
        const watcher = () => {
          if (!lines.some(({ text }) => pattern.test(text))) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    hold(pattern) {
      held.pattern = pattern;
      return () => held.confirm?.();
    },
    configure: (args, name = "default") =>
      call(client.configure, new messages.ConfigureRequest().setArgs(structOf(args)).setName(name)),
    close() {
      client.close();
      server.stop();
      engine.forceShutdown();
    },
  };
}
