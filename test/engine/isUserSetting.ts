/** Matches the variables of Alibaba Cloud, DBS, Pulumi and proxies. */
const USER_SETTING = /^(ALICLOUD|ALIBABACLOUD|ALIBABA|ALIYUN|DBS|PULUMI)_|^(http|https|all|no|grpc)_proxy$/i;

/** Returns whether an environment variable may contain a setting of the user's, on which tests must not depend. */
export function isUserSetting(name: string): boolean {
  return USER_SETTING.test(name);
}
