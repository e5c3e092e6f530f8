import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { InstalledProject } from "../support/installedProject";

/** Pulumi's own dynamic provider host, running in a project as if the engine had started it. */
export interface DynamicHost {
  /** Makes one call in the provider protocol. Request and response are plain objects. */
  call(
    method: "configure" | "check" | "diff" | "create" | "read" | "update" | "delete",
    request: object,
  ): Promise<Record<string, unknown>>;
  stop(): void;
}

/** Address of the engine as the host gets it. The host would only send logs there, so nothing needs to listen. */
export const ENGINE_ADDRESS = "127.0.0.1:1";

/** Type for the SDK's generated classes, which have no useful types of their own. */
type Generated = Record<string, new (...args: unknown[]) => Record<string, (...args: unknown[]) => unknown>>;

/** Starts the dynamic host of the project's SDK, and connects to it with the client of that SDK. */
export async function startDynamicHost({ folder }: InstalledProject): Promise<DynamicHost> {
  const load = createRequire(join(folder, "package.json"));
  const sdk = (path: string) => load(`@pulumi/pulumi/${path}`) as Generated;
  const struct = createRequire(load.resolve("@pulumi/pulumi"))("google-protobuf/google/protobuf/struct_pb.js") as {
    Struct: { fromJavaScript(value: object): unknown };
  };
  const grpc = createRequire(load.resolve("@pulumi/pulumi"))("@grpc/grpc-js") as {
    credentials: { createInsecure(): unknown };
  };
  const host = spawn(process.execPath, [load.resolve("@pulumi/pulumi/cmd/dynamic-provider"), ENGINE_ADDRESS], {
    cwd: folder,
  });
  const [port] = (await once(host.stdout, "data")) as [Buffer];
  const Client = sdk("proto/provider_grpc_pb.js").ResourceProviderClient;
  const messages = sdk("proto/provider_pb.js");
  if (Client === undefined) throw new Error("the SDK has no provider protocol");
  const client = new Client(`127.0.0.1:${port.toString().trim()}`, grpc.credentials.createInsecure());
  // The host prints its port a moment before it answers. A call until then fails with "14 UNAVAILABLE".
  await new Promise<void>((resolve, reject) => {
    client.waitForReady?.(Date.now() + 120_000, (error?: Error) => (error === undefined ? resolve() : reject(error)));
  });
  return {
    call: (method, request) =>
      new Promise((resolve, reject) => {
        const Request = messages[`${method.charAt(0).toUpperCase()}${method.slice(1)}Request`];
        if (Request === undefined) throw new Error(`the SDK has no request class for ${method}`);
        const message = new Request();
        for (const [name, value] of Object.entries(request)) {
          const set = message[`set${name.charAt(0).toUpperCase()}${name.slice(1)}`];
          set?.call(message, typeof value === "object" ? struct.Struct.fromJavaScript(value) : value);
        }
        client[method]?.(
          message,
          (
            error: Error | null,
            response?: { toObject(): Record<string, unknown> } & Record<string, () => { toJavaScript(): unknown }>,
          ) => {
            if (error !== null || response === undefined) {
              reject(error);
              return;
            }
            const structs = ["Inputs", "Properties"].flatMap((name) => {
              const value = response[`get${name}`]?.();
              return value === undefined ? [] : [[name.toLowerCase(), value.toJavaScript()]];
            });
            resolve({ ...response.toObject(), ...Object.fromEntries(structs) });
          },
        );
      }),
    stop: () => void host.kill(),
  };
}
