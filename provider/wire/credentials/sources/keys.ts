import { omitUndefined } from "../../../core/omitUndefined";
import { type Layer, readSettings, type SettingKeys, type Settings } from "../../configuration/settings";
import type { ConfiguredSource } from "../configuredSource";

type Key = "accessKey" | "secretKey" | "securityToken";

const KEYS: SettingKeys<Key> = {
  accessKey: [
    "ALICLOUD_ACCESS_KEY",
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABACLOUD_ACCESS_KEY_ID",
    "ALICLOUD_ACCESS_KEY_ID",
  ],
  secretKey: [
    "ALICLOUD_SECRET_KEY",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "ALIBABACLOUD_ACCESS_KEY_SECRET",
    "ALICLOUD_ACCESS_KEY_SECRET",
  ],
  securityToken: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
};
/** Places in these lists. The last spelling, of the command-line tool, shares the token's name with the first. */
const SPELLINGS = [0, 1, 2, 3];

/** An access key and its secret, with the session token if they belong to a session. */
export const keys: ConfiguredSource<Key, "accessKey" | "secretKey"> = {
  title: "access key",
  keys: KEYS,
  requires: ["accessKey", "secretKey"],
  variables: [],
  read: readKeys,
  fetcher({ accessKey, secretKey, securityToken }) {
    const credentials = {
      accessKeyId: accessKey.value,
      accessKeySecret: secretKey.value,
      ...omitUndefined({ securityToken: securityToken?.value }),
      expiration: Number.POSITIVE_INFINITY,
    };
    return async () => credentials;
  },
};

/**
 * Reads an access key, its secret and its session token. Variables of the four spellings may be combined, as in the
 * existing provider. If two spellings each give a complete pair, however, they are two identities, and only the
 * variables of the first one are used.
 */
function readKeys(layer: Layer): Settings<Key> {
  const pairs = SPELLINGS.map((spelling) =>
    readSettings(KEYS, (key, variables) => layer(key, variables.slice(spelling, spelling + 1))),
  ).filter(({ accessKey, secretKey }) => accessKey !== undefined && secretKey !== undefined);
  return (pairs.length > 1 ? pairs[0] : undefined) ?? readSettings(KEYS, layer);
}
