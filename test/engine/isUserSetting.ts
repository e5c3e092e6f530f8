/** What a user may have set for Alibaba Cloud, for DBS, for Pulumi or for a proxy. */
const USER_SETTING = /^(ALICLOUD|ALIBABACLOUD|ALIBABA|ALIYUN|DBS|PULUMI)_|^(http|https|all|no|grpc)_proxy$/i;

/** True for the name of an environment variable of the user's that tests must not depend on: credentials, regions, endpoints, proxies. */
export function isUserSetting(name: string): boolean {
  return USER_SETTING.test(name);
}
