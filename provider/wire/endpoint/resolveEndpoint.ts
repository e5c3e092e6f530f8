import { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
import { isRegionCode } from "../../core/regionCode";
import type { Setting } from "../../core/setting";
import { showValue } from "../../core/text/showValue";
import { parseEndpoint } from "./parseEndpoint";

/** The endpoint that API calls are sent to. */
export interface Endpoint {
  protocol: "http" | "https";
  /** `host[:port]` in lower case, with an IPv6 address in brackets. */
  host: string;
  /**
   * Whether the host is in this package's own list. Any other host may not exist, so if its name does not resolve, only
   * a person can mend that. Default: false
   */
  isListed?: boolean;
  /** Warning for the user that the region is unknown. Absent if it is known. */
  warning?: string;
}

/**
 * The endpoint for regions that have none of their own. This and the lists below come from the API's OpenAPI metadata
 * as of 2025-12.
 */
const CENTRAL = "dbs-api.cn-hangzhou.aliyuncs.com";
const SERVED_CENTRALLY = [
  "cn-hangzhou",
  "cn-beijing",
  "cn-qingdao",
  "cn-shanghai",
  "cn-shenzhen",
  "cn-hongkong",
  "us-east-1",
  "us-west-1",
  "cn-hangzhou-finance",
  "cn-shanghai-finance-1",
  "cn-shenzhen-finance-1",
];
const SERVED_LOCALLY = [
  "cn-zhangjiakou",
  "cn-huhehaote",
  "cn-wulanchabu",
  "cn-chengdu",
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-3",
  "ap-southeast-5",
  "eu-west-1",
  "eu-central-1",
];
const WITHOUT_VPC = ["cn-hangzhou-finance"];

/**
 * Returns the endpoint of a region.
 * @param options.network - `vpc` for the endpoint inside a VPC, or `public`, the default
 * @param options.endpoint - `host`, `host:port`, or a URL with one of these. It takes precedence over the lists and
 *   over `network`. `http` is allowed for a loopback address only. The value must come from configuration, never from
 *   program data, because signed calls go there
 * @throws DbsError of kind `arguments` that names the place where the rejected value is set
 */
export function resolveEndpoint(options: {
  region: string;
  network?: Setting | undefined;
  endpoint?: Setting | undefined;
}): Endpoint {
  const { region, network, endpoint } = options;
  if (!isRegionCode(region)) {
    throw refused(
      "regionCode",
      `is ${showValue(region)}, which is not a region code; use one like "cn-hangzhou" or "us-east-1"`,
    );
  }
  const vpc = network?.value === "vpc";
  if (network !== undefined && !vpc && network.value !== "public") {
    const reason = `is ${showValue(network.value)}, which is not supported; use "vpc" or "public"`;
    throw refused("network", reason, network.source);
  }
  if (endpoint !== undefined) {
    const parsed = parseEndpoint(endpoint.value);
    if (typeof parsed === "string") {
      throw refused("endpoint", parsed, endpoint.source);
    }
    return parsed;
  }
  const known = SERVED_CENTRALLY.includes(region) || SERVED_LOCALLY.includes(region);
  if (vpc && WITHOUT_VPC.includes(region)) {
    const reason = `is "vpc", but ${region} has no VPC endpoint; use "public"`;
    throw refused("network", reason, network.source);
  }
  const host = vpc
    ? `dbs-api-vpc.${region}.aliyuncs.com`
    : SERVED_CENTRALLY.includes(region)
      ? CENTRAL
      : `dbs-api.${region}.aliyuncs.com`;
  return {
    protocol: "https",
    host,
    ...omitUndefined({
      isListed: known || undefined,
      warning: known
        ? undefined
        : `this version of the package does not know region ${region}; trying ${host}. ` +
          "If that is wrong, set alicloud-dbs:endpoint",
    }),
  };
}

function refused(property: string, reason: string, name = property): DbsError {
  return new DbsError("arguments", `${name} ${reason}`, { issues: [{ property, reason }] });
}
