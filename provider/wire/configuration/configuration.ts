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

/**
 * The destination of calls, according to stack config and the environment. Nothing is checked here. A bad value is
 * refused where it is used, with the name of its source.
 */
export interface Configuration {
  region?: string;
  /** `host[:port]` or a URL, unchecked. */
  endpoint?: Setting;
  /** `vpc` or `public`, unchecked. */
  network?: Setting;
}

/**
 * Keys that say where calls go, with their environment variables. The variables of the endpoint are those that the
 * existing provider reads for the product `dbs`.
 */
export const CONFIGURATION_KEYS = {
  region: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID"],
  endpoint: ["ALIBABA_CLOUD_ENDPOINT_DBS", "DBS_ENDPOINT"],
  network: [],
} as const;

/**
 * Reads the configuration. The order of precedence is stack config `alicloud-dbs:*`, stack config `alicloud:*`, the
 * environment. The endpoint is `alicloud-dbs:endpoint`, else the member `dbs` of `alicloud:endpoints`, else the
 * environment's. This function is pure: it reads no network and no file, and throws nothing.
 * @param stack - undefined outside a Pulumi program
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
