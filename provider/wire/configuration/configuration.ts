import { type CredentialSettings, readCredentialSettings } from "./credentialSettings";
import {
  type ConfigReader,
  type Environment,
  environmentSetting,
  NAMESPACES,
  type Setting,
  stackSetting,
} from "./settings";

export type { ConfigReader, Environment } from "./settings";

/** What stack config and environment say. Nothing is checked here: a value is refused where it is used, by its source's name. */
export interface Configuration {
  region?: string;
  /** `host[:port]` or a URL, unchecked. */
  endpoint?: string;
  /** Where the endpoint was found, for messages: `stack config alicloud-dbs:endpoint`. */
  endpointSource?: string;
  /** `vpc` or `public`, unchecked. */
  network?: string;
  networkSource?: string;
  credentials: CredentialSettings;
}

const REGION_VARIABLES = ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"];
/** The names that the existing provider reads for the product `dbs`. */
const ENDPOINT_VARIABLES = ["ALIBABA_CLOUD_ENDPOINT_DBS", "DBS_ENDPOINT"];

/**
 * Reads what is configured; first wins: stack config `alicloud-dbs:*`, stack config `alicloud:*`, the environment.
 * The endpoint is `alicloud-dbs:endpoint`, or the member `dbs` of the existing provider's `alicloud:endpoints` (a list of
 * one object, `[{"dbs": "host"}]`), or the environment. Pure: no network, no file, nothing thrown.
 * @param stack - absent outside a Pulumi program
 */
export function readConfiguration(stack: ConfigReader | undefined, environment: Environment): Configuration {
  const region = inStack(stack, "region") ?? environmentSetting(environment, REGION_VARIABLES);
  const endpoint =
    stackSetting(stack, "alicloud-dbs:endpoint") ??
    endpointOf(stack, "dbs") ??
    environmentSetting(environment, ENDPOINT_VARIABLES);
  const network = inStack(stack, "network");
  const stsEndpoint = endpointOf(stack, "sts");
  return {
    ...(region === undefined ? {} : { region: region.value }),
    ...(endpoint === undefined ? {} : { endpoint: endpoint.value, endpointSource: endpoint.source }),
    ...(network === undefined ? {} : { network: network.value, networkSource: network.source }),
    credentials: {
      ...readCredentialSettings(stack, environment),
      ...(stsEndpoint === undefined ? {} : { stsEndpoint }),
    },
  };
}

function inStack(stack: ConfigReader | undefined, key: string): Setting | undefined {
  for (const namespace of NAMESPACES) {
    const found = stackSetting(stack, `${namespace}:${key}`);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** One product's endpoint of `alicloud:endpoints`. What can't be read there is passed on as it is, to be refused as an endpoint. */
function endpointOf(stack: ConfigReader | undefined, product: string): Setting | undefined {
  const all = stackSetting(stack, "alicloud:endpoints");
  if (all === undefined) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(all.value);
    for (const entry of Array.isArray(parsed) ? parsed : [parsed]) {
      const value: unknown = (entry as Record<string, unknown> | null)?.[product];
      const text = typeof value === "string" ? value.trim() : "";
      if (text !== "") {
        return { value: text, source: `stack config alicloud:endpoints, ${product}` };
      }
    }
    return undefined;
  } catch {
    return all;
  }
}
