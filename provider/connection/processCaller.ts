import type { Log } from "../core/log";
import type { TaskSelection } from "../core/query";
import type { Environment } from "../wire/configuration/settings";
import { credentialIdentity } from "../wire/credentials/credentialIdentity";
import { defaultRegion } from "../wire/credentials/defaultRegion";
import { processCredentials } from "../wire/credentials/processCredentials";
import { type Endpoint, resolveEndpoint } from "../wire/endpoint/resolveEndpoint";
import { createRetryQuota } from "../wire/rpc/retryQuota";
import { createRpcClient } from "../wire/rpc/rpcClient";
import { systemClock } from "../wire/systemClock";
import { createTransport } from "../wire/transport/transport";
import type { Caller, Connection } from "./caller";
import { createLooksByList } from "./looksByList";
import type { ProcessConfiguration } from "./processConfiguration";
import { createProcessMemory, type ProcessMemory } from "./processMemory";

/** Version of the API that this package calls. */
const VERSION = "2021-01-01";

/**
 * Connections by endpoint, region and identity. They are kept as long as the process lives, because sockets and
 * sessions outlive a single read.
 */
const connections = new Map<string, Connection>();
/** What this process remembers of each service. */
const memories = new Map<string, ProcessMemory>();
/** Sockets by the environment that names their proxies. A program and a plugin have one, and each test may have its own. */
const transports = new WeakMap<Environment, ReturnType<typeof createTransport>>();

/** Creates a caller that uses this process's clock, sockets and environment. */
export function processCaller(configuration: ProcessConfiguration, environment: Environment, log: Log): Caller {
  return {
    defaultRegion: () => defaultRegion(configuration, environment),
    connect: (selection) => connect(configuration, environment, log, selection),
  };
}

function connect(
  configuration: ProcessConfiguration,
  environment: Environment,
  log: Log,
  selection: Pick<TaskSelection, "regionCode" | "network">,
): Connection {
  const region = selection.regionCode;
  const network =
    selection.network === undefined ? configuration.network : { value: selection.network, source: "network" };
  const endpoint = resolveEndpoint({ region, network, endpoint: configuration.endpoint });
  if (endpoint.warning !== undefined) {
    log.warning(endpoint.warning);
  }
  const identity = credentialIdentity(configuration.credentials, environment);
  const key = JSON.stringify([endpoint.protocol, endpoint.host, region, identity]);
  let connection = connections.get(key);
  if (connection === undefined) {
    const credentials = processCredentials(configuration.credentials, environment);
    const { send } = transportFor(environment);
    const common = { clock: systemClock, random: Math.random, log };
    const call = createRpcClient({ endpoint, region, version: VERSION, credentials, send, ...common });
    connection = {
      call,
      looks: createLooksByList(systemClock),
      lookQuota: createRetryQuota(),
      ...memoryOf(endpoint),
      ...common,
    };
    connections.set(key, connection);
  }
  return connection;
}

function transportFor(environment: Environment): ReturnType<typeof createTransport> {
  const transport = transports.get(environment) ?? createTransport(environment);
  transports.set(environment, transport);
  return transport;
}

/**
 * Returns what this process remembers of the service at an endpoint. All hosts of the vendor are one service. Any other
 * host, such as an emulator, is one of its own.
 */
function memoryOf({ host }: Endpoint): ProcessMemory {
  const service = host.replace(/^.*\.aliyuncs\.com(:\d+)?$/, "aliyuncs.com");
  const memory = memories.get(service) ?? createProcessMemory();
  memories.set(service, memory);
  return memory;
}
