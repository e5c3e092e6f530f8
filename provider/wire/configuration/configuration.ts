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
 * The destination of API calls, as configured in the stack or the environment. The values are not validated here. An
 * invalid one is rejected where it is used, with the name of its source.
 */
export interface Configuration {
  region?: string;
  /** `host[:port]` or a URL, unchecked. */
  endpoint?: Setting;
  /** `vpc` or `public`, unchecked. */
  network?: Setting;
}

/**
 * Stack config keys that determine where calls go, each with its environment variables. The variables for the endpoint
 * are those that the existing provider reads for the product `dbs`.
 */
export const CONFIGURATION_KEYS = {
  region: [
    "ALICLOUD_REGION",
    "ALIBABA_CLOUD_REGION",
    "ALIBABA_CLOUD_REGION_ID",
    "ALIBABACLOUD_REGION_ID",
    "ALICLOUD_REGION_ID",
  ],
  endpoint: ["ALIBABA_CLOUD_ENDPOINT_DBS", "DBS_ENDPOINT"],
  network: [],
} as const;

/**
 * Reads the configuration. Stack config `alicloud-dbs:*` takes precedence over stack config `alicloud:*`, which takes
 * precedence over the environment. The endpoint is `alicloud-dbs:endpoint`, else the member `dbs` of
 * `alicloud:endpoints`, else the value from the environment. Uses neither network nor files, and never throws.
 * @param stack - `undefined` outside a Pulumi program
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
