import { DbsError } from "../../core/errors";
import type { CredentialBase } from "../configuration/credentialSettings";
import type { FetchCredentials } from "./fetchedCredentials";

/**
 * Keys that were given as such.
 * @throws DbsError of kind `credentials` when the set is not whole: the rest is not looked for elsewhere
 */
export function keyCredentials({
  accessKey,
  secretKey,
  securityToken,
}: Extract<CredentialBase, { kind: "keys" }>): FetchCredentials {
  if (accessKey === undefined || secretKey === undefined) {
    const found = (accessKey ?? secretKey ?? securityToken)?.source ?? "";
    const missing = [...(accessKey ? [] : ["accessKey"]), ...(secretKey ? [] : ["secretKey"])];
    throw new DbsError(
      "credentials",
      `${found} is set without ${missing.map((key) => nameBeside(found, key)).join(" and ")}. ` +
        "Key, secret and token are taken as a set from one place: set them there, or none of them",
    );
  }
  const credentials = {
    accessKeyId: accessKey.value,
    accessKeySecret: secretKey.value,
    ...(securityToken === undefined ? {} : { securityToken: securityToken.value }),
    expiration: Number.POSITIVE_INFINITY,
  };
  return async () => credentials;
}

/** What a missing one is called at the place of one that was found. */
function nameBeside(source: string, key: string): string {
  const namespace = /^stack config (.+):/.exec(source)?.[1];
  if (namespace !== undefined) {
    return `${namespace}:${key}`;
  }
  return key === "accessKey" ? "ALICLOUD_ACCESS_KEY" : "ALICLOUD_SECRET_KEY";
}
