import { omitUndefined } from "../../core/omitUndefined";
import type { Setting } from "../../core/setting";
import { productEndpoint } from "./productEndpoint";
import {
  type ConfigReader,
  type Environment,
  environmentSetting,
  firstSetting,
  settingLayers,
  stackSetting,
} from "./settings";

/** Where the calls go, as stack config and environment say it. Nothing is checked here: a value is refused where it is used, by its source's name. */
export interface Configuration {
  region?: string;
  /** `host[:port]` or a URL, unchecked. */
  endpoint?: Setting;
  /** `vpc` or `public`, unchecked. */
  network?: Setting;
}

/** The keys that say where the calls go, and their variables. Those of the endpoint are the ones that the existing provider reads for the product `dbs`. */
export const CONFIGURATION_KEYS = {
  region: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"],
  endpoint: ["ALIBABA_CLOUD_ENDPOINT_DBS", "DBS_ENDPOINT"],
  network: [],
} as const;

/**
 * Reads what is configured; first wins: stack config `alicloud-dbs:*`, stack config `alicloud:*`, the environment.
 * The endpoint is `alicloud-dbs:endpoint`, or the member `dbs` of `alicloud:endpoints`, or the environment's.
 * Pure: no network, no file, nothing thrown.
 * @param stack - absent outside a Pulumi program
 */
export function readConfiguration(stack: ConfigReader | undefined, environment: Environment): Configuration {
  const layers = settingLayers(stack, environment);
  return omitUndefined({
    region: firstSetting(layers, "region", CONFIGURATION_KEYS.region)?.value,
    endpoint:
      stackSetting(stack, "alicloud-dbs:endpoint") ??
      productEndpoint(stack, "dbs") ??
      environmentSetting(environment, CONFIGURATION_KEYS.endpoint),
    network: firstSetting(layers, "network", CONFIGURATION_KEYS.network),
  });
}
