import { DbsError } from "../../core/errors";
import type { Setting } from "../../core/setting";
import type { Environment } from "../configuration/settings";
import { readRole, SESSION_NAME } from "./readRole";
import type { RoleOptions } from "./sessions/assumeRole";

/**
 * Members of `assumeRole`, named as in the existing provider. Each has the environment variables that supply it if the
 * setting does not.
 */
export const ASSUME_ROLE_MEMBERS = {
  roleArn: ["ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN"],
  sessionName: ["ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"],
  policy: [],
  sessionExpiration: ["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"],
  externalId: [],
} as const;

/**
 * Reads the setting `assumeRole`, which describes the role to assume with the credentials of the chosen source.
 * @throws DbsError of kind `credentials`
 */
export function readAssumeRole(setting: Setting, environment: Environment): RoleOptions {
  const { filled, durationSeconds } = readRole(setting, ASSUME_ROLE_MEMBERS, environment);
  const { roleArn, sessionName = SESSION_NAME, policy, externalId } = filled;
  if (roleArn === undefined) {
    throw new DbsError("credentials", `${setting.source}: roleArn is missing`);
  }
  return { roleArn, sessionName, policy, externalId, durationSeconds };
}
