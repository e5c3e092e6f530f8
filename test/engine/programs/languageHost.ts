import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/language_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as empty from "google-protobuf/google/protobuf/empty_pb";

/*
 * The smallest language host that runs a Node.js program as Pulumi's own host does. Pulumi's host comes only with its
 * official downloads, so a CLI that was built from source lacks it. The engine starts this file with its address as the
 * last argument, and reads the port from the first line of the output.
 */

/** Exit code of a program that has already told the user what is wrong. */
const ALREADY_TOLD = 32;

const programs = new Set<ChildProcess>();

function run(request: messages.RunRequest, answer: (response: messages.RunResponse) => void): void {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() ?? request.getPwd();
  const engine = process.argv.at(-1) ?? "";
  const options: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    "root-directory": info?.getRootDirectory() ?? "",
    pwd: directory,
    parallel: String(request.getParallel()),
  };
  const program = spawn(
    process.execPath,
    [
      createRequire(join(directory, "/")).resolve("@pulumi/pulumi/cmd/run"),
      ...Object.entries(options).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() ?? ".",
    ],
    {
      cwd: directory,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      },
    },
  );
  programs.add(program);
  program.on("close", (code) => {
    programs.delete(program);
    const response = new messages.RunResponse();
    if (code === ALREADY_TOLD) response.setBail(true);
    else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
    answer(response);
  });
}

const server = new grpc.Server();
const unary =
  <Request, Response>(respond: (request: Request) => Response): grpc.handleUnaryCall<Request, Response> =>
  (call, callback) =>
    callback(null, respond(call.request));

server.addService(services.LanguageRuntimeService as grpc.ServiceDefinition, {
  getPluginInfo: unary(() => new plugin.PluginInfo()),
  handshake: unary(() => new messages.LanguageHandshakeResponse()),
  getRequiredPackages: unary(() => new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: unary(() => new messages.GetRequiredPluginsResponse()),
  run: ((call, callback) => run(call.request, (response) => callback(null, response))) as grpc.handleUnaryCall<
    messages.RunRequest,
    messages.RunResponse
  >,
  cancel: unary(() => {
    for (const program of programs) program.kill("SIGINT");
    return new empty.Empty();
  }),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  console.log(port);
});
