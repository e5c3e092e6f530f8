import { isRegionCode } from "../../core/regionCode";
import { resolveEndpoint } from "../endpoint/resolveEndpoint";

/** The hosts of the credentials library's own that depend on no setting. */
const HOSTS = ["sts.aliyuncs.com", "oauth.aliyun.com", "oauth.alibabacloud.com"];

/**
 * Tells whether a host is one that the credentials library knows itself, in a region that this package knows. Any other
 * host comes from configuration, so it may not exist.
 */
export function isListedHost(host: string): boolean {
  const region = /^sts(?:-vpc)?\.([^.]+)\.aliyuncs\.com$/.exec(host)?.[1] ?? "";
  return HOSTS.includes(host) || (isRegionCode(region) && resolveEndpoint({ region }).isListed === true);
}
